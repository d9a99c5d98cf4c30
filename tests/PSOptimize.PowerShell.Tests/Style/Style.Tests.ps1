BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../../..' -Resolve
    $files = Get-ChildItem $root -Recurse -Include *.ps1, *.psd1, *.psm1 -File |
        Where-Object FullName -NotMatch '[\\/](bin|obj|out|artifacts|Bridge|node_modules)[\\/]' |
        ForEach-Object { @{ Path = $_.FullName; Name = [System.IO.Path]::GetRelativePath($root, $_.FullName) } }
    $analyzer = Get-Module -ListAvailable PSScriptAnalyzer
}

Describe '<Name>' -ForEach $files {
    It 'has the style of the repository' {
        # Blocks under test discard what they assign, on purpose.
        & "$PSScriptRoot/Find-StyleProblem.ps1" -Text (Get-Content $Path -Raw) |
            Where-Object { $Name -notlike '*.Tests.ps1' -or $_ -notlike '*assigned and never read' } | Should -BeNullOrEmpty
    }

    # The runners of GitHub have it; it comes from the PowerShell Gallery only.
    if ($analyzer) {
        It 'is clean under PSScriptAnalyzer' {
            # PowerShell 7 reads UTF-8 without a byte order mark. The analyzer does not know that Pester shares variables between blocks.
            $excluded = @('PSUseBOMForUnicodeEncodedFile')
            if ($Name -like '*.Tests.ps1') { $excluded += 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter' }
            Invoke-ScriptAnalyzer -Path $Path -ExcludeRule $excluded |
                ForEach-Object { "$($_.RuleName) line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
        }
    }
}

Describe 'Find-StyleProblem.ps1' {
    It 'finds <Problem> in <Wrong>, but not in <Right>' -ForEach @(
        @{ Wrong = 'if ('; Right = 'if (1) { 2 }'; Problem = 'Missing' }
        @{ Wrong = '1..3 | % { $_ }'; Right = '1..3 | ForEach-Object { $_ }'; Problem = 'an alias' }
        @{ Wrong = 'Write-Host hello'; Right = 'Write-Output hello'; Problem = 'no pipeline sees' }
        @{ Wrong = 'Test-It 1 2 -Last 3 4 5'; Right = 'Test-It 1 2 3 -Last 4; dotnet 1 2 3 4'; Problem = 'by position' }
        @{ Wrong = 'function Make-Cake { 1 }'; Right = 'function New-Cake { 1 }; function halve { 1 }'; Problem = 'not approved' }
        @{ Wrong = '[int] $cake, $tea = 1, 2; $tea'; Right = '[int] $cake, $null = 1, 2; "$cake"'; Problem = 'assigned and never read' }
        @{ Wrong = '$f = { $f = 1 }'; Right = '$f = { $script:n = 1 }; & $f'; Problem = 'assigned and never read' }
        @{ Wrong = '$cake = 1; $cake = 2'; Right = '$cake = @{}; Test-It @cake'; Problem = 'assigned and never read' }
        @{ Wrong = '$matches = 1; $matches'; Right = '$found = 1; $found'; Problem = 'an automatic variable' }
        @{ Wrong = 'function halve($v) { 1 }'; Right = 'function halve($v) { $v / 2 }'; Problem = 'a parameter that is never read' }
        @{ Wrong = 'param($v) 1'; Right = 'param($v) { $v }'; Problem = 'a parameter that is never read' }
        @{ Wrong = '1, 2 -eq $null'; Right = '$null -eq (1, 2)'; Problem = '$null on the right' }
        @{ Wrong = 'try { 1 } catch { }'; Right = 'try { 1 } catch { 2 }'; Problem = 'swallowed' }
        @{ Wrong = "1 `n2"; Right = "1`n2`r`n"; Problem = 'white space' }
        @{ Wrong = "`t1"; Right = '    1'; Problem = 'a tab' }
    ) {
        & "$PSScriptRoot/Find-StyleProblem.ps1" -Text $Wrong | Should -Match ([regex]::Escape($Problem))
        & "$PSScriptRoot/Find-StyleProblem.ps1" -Text $Right | Should -BeNullOrEmpty
    }
}
