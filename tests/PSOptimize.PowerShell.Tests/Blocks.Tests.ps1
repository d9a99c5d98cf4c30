BeforeAll {
    # What is wrong with a value that the objective gives, as a text; nothing if it is the one of PowerShell, to the bit.
    function Compare-Value($Plain, $Given) {
        if ($Plain -is [ValueType] -and $Plain -isnot [bool]) {
            # PowerShell computes with $null where an index is outside an array; an objective never does.
            if ($Given -is [Exception]) {
                if ($Given.Message -notmatch 'outside (an|the) array') { "$Plain, and not: $($Given.Message)" }
            } elseif ([BitConverter]::DoubleToInt64Bits([double] $Plain) -ne [BitConverter]::DoubleToInt64Bits($Given) -and
                -not ([double]::IsNaN($Plain) -and [double]::IsNaN($Given))) {
                '{0:R}, and not {1:R}' -f [double] $Plain, $Given
            }
        } elseif ($Given -isnot [Exception]) {
            "no number ($Plain), and not $Given"
        }
    }

    # The partial derivative of a block by differences; nothing where the slopes on both sides and at two distances do not agree.
    function Get-Partial($Value, [double[]] $Point, $I) {
        $unit = [Math]::Max(1e-3, [Math]::Abs($Point[$I]))
        $middle = & $Value $Point
        $slopes = foreach ($step in 1e-4, -1e-4, 2.5e-5, -2.5e-5) {
            $moved = $Point.Clone()
            $moved[$I] += $unit * $step
            ((& $Value $moved) - $middle) / ($moved[$I] - $Point[$I])
        }
        $range = $slopes | Measure-Object -Minimum -Maximum
        $size = [Math]::Max([Math]::Abs($range.Minimum), [Math]::Abs($range.Maximum))
        $noise = 1e-12 * (1 + [Math]::Abs($middle)) / ($unit * 2.5e-5)
        if ($range.Maximum - $range.Minimum -le 0.02 * $size + $noise) {
            [pscustomobject]@{ Slope = ($slopes[2] + $slopes[3]) / 2; Error = 0.001 * $size + 2 * $noise }
        }
    }

    function Get-ValueOrError([scriptblock] $Action) { try { & $Action } catch { $_.Exception.GetBaseException() } }
}

Describe 'Script blocks in the manner of public scripts' {
    It 'have the value of PowerShell, and at least 85 of 100 an exact gradient' {
        $blocks = . $PSScriptRoot/Blocks/Realistic.ps1
        $blocks.Count | Should -Be 80
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

    It 'are listed in docs/script-blocks.md if they are not exact' {
        $page = Get-Content $PSScriptRoot/../../docs/script-blocks.md -Raw
        $page.ReplaceLineEndings("`n").Contains((& $PSScriptRoot/Blocks/Show-Realistic.ps1) -join "`n") | Should -BeTrue
    }

    It 'have the gradient that differences of the block itself give, where it is smooth' {
        $blocks = . $PSScriptRoot/Blocks/Realistic.ps1
        $partials, $compared = 0, 0
        $wrong = foreach ($name in $blocks.Keys) {
            $point, $block = $blocks[$name]
            $objective = New-Objective $block -WarningAction SilentlyContinue
            if ($objective.Differentiation -ne 'Exact') { continue }
            $gradient = $objective.ValueAndGradient([double[]] $point).Gradient
            $value = { param([double[]] $at) if ($objective.Dimension -eq 0) { & $block $at } else { & $block @at } }
            foreach ($i in 0..($gradient.Count - 1)) {
                $partials++
                if ($null -eq ($partial = Get-Partial -Value $value -Point $point -I $i)) { continue }
                $compared++
                if (-not ([Math]::Abs($gradient[$i] - $partial.Slope) -le $partial.Error)) {
                    "${name}: partial derivative $i is $($partial.Slope), and not $($gradient[$i])"
                }
            }
        }
        $wrong | Should -BeNullOrEmpty
        $compared | Should -BeGreaterThan ($partials * 0.9)
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
