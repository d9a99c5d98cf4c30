Describe 'A file with a test that fails' {
    It 'passes here' { 1 | Should -Be 1 }
    It 'fails here' { 1 | Should -Be 2 }
}
