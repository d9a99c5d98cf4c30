Describe 'A file with a test that is skipped' {
    It 'passes here' { 1 | Should -Be 1 }
    It 'is skipped here' {
        Set-ItResult -Skipped -Because 'the moon is full'
        1 | Should -Be 2
    }
}
