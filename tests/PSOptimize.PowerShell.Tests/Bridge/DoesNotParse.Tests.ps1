Describe 'A file that does not parse' {
    It 'has no end' {
