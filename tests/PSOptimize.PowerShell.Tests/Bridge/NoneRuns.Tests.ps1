Describe 'A file without a test' { }
