Describe 'A file whose tests are all skipped' {
    It 'is skipped' -Skip { 1 | Should -Be 2 }
}
