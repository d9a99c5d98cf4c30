Describe 'A file that fails after its test' {
    It 'passes here' { 1 | Should -Be 1 }
    AfterAll { throw 'could not tidy up' }
}
