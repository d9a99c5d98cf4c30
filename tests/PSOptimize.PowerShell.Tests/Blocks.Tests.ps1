BeforeAll {
    # What is wrong with a value that the objective gives, as a text; nothing if it is the one of PowerShell, to the bit.
    function Compare-Value($Plain, $Given) {
        if ($Plain -is [ValueType] -and $Plain -isnot [bool]) {
            # PowerShell computes with $null where an index is outside an array; an objective never does.
            if ($Given -is [Exception]) {
                if ($Given.Message -notmatch 'outside (an|the) array|as many elements as') { "$Plain, and not: $($Given.Message)" }
            } elseif ([BitConverter]::DoubleToInt64Bits([double] $Plain) -ne [BitConverter]::DoubleToInt64Bits($Given) -and
                -not ([double]::IsNaN($Plain) -and [double]::IsNaN($Given))) {
                '{0:R}, and not {1:R}' -f [double] $Plain, $Given
            }
        } elseif ($Given -isnot [Exception]) {
            "no number ($Plain), and not $Given"
        }
    }

    function Get-ValueOrError([scriptblock] $Action) { try { & $Action } catch { $_.Exception.GetBaseException() } }
}

Describe 'Script blocks in the manner of public scripts' {
    It 'have the value of PowerShell, and at least 85 of 100 an exact gradient' {
        $blocks = . $PSScriptRoot/Blocks/Realistic.ps1
        $blocks.Count | Should -Be 60
        $outside = [Collections.Generic.List[string]]::new()
        $wrong = foreach ($name in $blocks.Keys) {
            $point, $block = $blocks[$name]
            $objective = New-Objective $block -WarningAction SilentlyContinue
            if ($objective.Differentiation -ne 'Exact') { $outside.Add("${name}: $($objective.OutsideExact)") }
            foreach ($factor in 1, 1.125, 0.8) {
                [double[]] $at = $point | ForEach-Object { $_ * $factor }
                $plain = Get-ValueOrError { if ($objective.Dimension -eq 0) { & $block $at } else { & $block @at } }
                $problem = Compare-Value -Plain $plain -Given (Get-ValueOrError { $objective.Value($at) })
                if ($problem) { "${name} at ${at}: $problem" }
            }
        }
        $wrong | Should -BeNullOrEmpty
        $outside.Count | Should -BeLessOrEqual 9 -Because ($outside -join [Environment]::NewLine)
    }
}

Describe 'Script blocks of unusual meaning' {
    It 'have the value of PowerShell if they are exact, whatever was evaluated before' {
        . $PSScriptRoot/Blocks/Captured.ps1
        $exact = 0
        $wrong = foreach ($text in Get-Content $PSScriptRoot/Blocks/Unusual.txt) {
            if ($text.StartsWith('#')) { continue }
            $objective = New-Objective ([scriptblock]::Create($text)) -WarningAction SilentlyContinue
            if ($objective.Differentiation -ne 'Exact') { continue }
            $exact++
            foreach ($at in (0.3, -1.2), (2.5, 1.0), (-3.7, 0.45), (2.0, -1.0), (0.0, 3.0), (0.3, -1.2)) {
                [double[]] $at = $at
                $block = [scriptblock]::Create($text)
                $plain = Get-ValueOrError { if ($text.StartsWith('param([double[]]')) { & $block $at } else { & $block @at } }
                $problem = Compare-Value -Plain $plain -Given (Get-ValueOrError { $objective.Value($at) })
                if ($problem) { "$text at ${at}: $problem"; break }
            }
        }
        $wrong | Should -BeNullOrEmpty
        $exact | Should -BeGreaterThan 500
    }
}
