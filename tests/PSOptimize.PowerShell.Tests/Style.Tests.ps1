BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $files = Get-ChildItem $root -Recurse -Include *.ps1, *.psd1, *.psm1 -File |
        Where-Object FullName -NotMatch '[\\/](bin|obj|out|artifacts|Bridge|node_modules)[\\/]' |
        ForEach-Object { @{ Path = $_.FullName; Name = [System.IO.Path]::GetRelativePath($root, $_.FullName) } }
    $noAnalyzer = -not (Get-Module -ListAvailable PSScriptAnalyzer)
}

Describe '<Name>' -ForEach $files {
    It 'parses' {
        $problems = $null
        $null = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $problems)
        $problems | Should -BeNullOrEmpty
    }

    It 'is clean under PSScriptAnalyzer' -Skip:$noAnalyzer {
        # PowerShell 7 reads UTF-8 without a mark. The analyzer cannot see that Pester shares variables between its blocks.
        $excluded = @('PSUseBOMForUnicodeEncodedFile')
        if ($Name -like '*.Tests.ps1') { $excluded += 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter' }
        Invoke-ScriptAnalyzer -Path $Path -ExcludeRule $excluded |
            ForEach-Object { "$($_.RuleName) line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
