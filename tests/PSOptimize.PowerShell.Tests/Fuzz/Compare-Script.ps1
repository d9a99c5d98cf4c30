# Compares scripts, one per line of the file, in compiled and in interpreted form: the bits of the value, and the gradient with central
# differences. Writes one line for each script that differs, and at the end how many were compiled.
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The scripts capture them.')]
param([string] $ModulePath, [string] $ScriptFile)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$n = 3
$u = 5
$w = 0.75
$list = 1, 2.5, -3
$ints = 2, 5, -7
$jagged = (1.5, 2), (-3, 4)
$matrix = @(, [double[]](1.5, 2)) + @(, [double[]](-0.5, 4))
$rows = 'P,N,T', '1.5,2,3', '-0.25,-1,0.5', '4.0,3,-2' | ConvertFrom-Csv |
    ForEach-Object { [pscustomobject]@{ P = [double] $_.P; N = [int] $_.N; T = $_.T } }
$people = 'Kind,P,T', 'a,1.5,2', 'B,-0.25,10', 'a,4.0,1', 'c,2.0,02' | ConvertFrom-Csv |
    ForEach-Object { [pscustomobject]@{ Kind = $_.Kind; P = [double] $_.P; T = $_.T } }
$long, $byte, $short, $float = [long] 3, [byte] 200, [int16] -5, [float] 0.1
$square = { param($v) $v * $v }
function halve($v) { $v / 2 }

$points = (0.3, -1.2, 2.1), (-3.7, 0.45, 1.0), (2.0, -1.0, 0.0)
$compiled = 0
$compared = 0
$differentiated = 0
$reasons = @{}

function Test-StrictError($block, $point, $text) {
    Set-StrictMode -Version 3
    try {
        $null = if ($text.StartsWith('param([double[]]')) { & $block $point } else { & $block $point[0] $point[1] $point[2] }
        $false
    } catch {
        $_.FullyQualifiedErrorId -match 'IndexOutOfRange'
    }
}

function Test-Partial($objective, [double[]] $point, $i, $given) {
    # Three step sizes show how far the differences can be trusted; see Differences.cs.
    $step = 1e-4 * [Math]::Max(1, [Math]::Abs($point[$i]))
    $estimates = foreach ($h in $step, ($step / 2), ($step / 4)) {
        $above = $point.Clone(); $above[$i] += $h
        $below = $point.Clone(); $below[$i] -= $h
        try { ($objective.Value($above) - $objective.Value($below)) / ($above[$i] - $below[$i]) } catch { return $null }
    }
    $low = [Math]::Min([Math]::Min($estimates[0], $estimates[1]), $estimates[2])
    $high = [Math]::Max([Math]::Max($estimates[0], $estimates[1]), $estimates[2])
    $value = [Math]::Abs($objective.Value($point))
    if (-not ([double]::IsFinite($low) -and [double]::IsFinite($high) -and [double]::IsFinite($value))) { return $null }
    $rounding = 1e-13 * (1 + $value) / $step
    $disagreement = $high - $low
    if ($disagreement -gt 0.1 * [Math]::Max([Math]::Abs($low), [Math]::Abs($high)) + $rounding) { return $null }
    # At a kink the slopes on both sides stay apart however small the step.
    $bends = foreach ($h in $step, ($step / 4)) {
        $above = $point.Clone(); $above[$i] += $h
        $below = $point.Clone(); $below[$i] -= $h
        [Math]::Abs($objective.Value($above) + $objective.Value($below) - 2 * $objective.Value($point)) / $h
    }
    if ($bends[1] -gt 0.5 * $bends[0] + 4 * $rounding) { return $null }
    $given -ge $low - 2 * $disagreement - $rounding -and $given -le $high + 2 * $disagreement + $rounding
}

$number = -1
foreach ($text in [IO.File]::ReadLines($ScriptFile)) {
    $number++
    if ($env:FUZZ_TRACE) { [Console]::Error.WriteLine("$number $text") }
    try {
        $block = [scriptblock]::Create($text)
        $objective = New-Objective $block
    } catch {
        "$number crash: $($_.Exception.Message)"
        continue
    }
    if ($objective.Differentiation -ne 'Exact') {
        $reason = $objective.OutsideExact -replace ' at line.*?: ', ': ' -replace '\(.*\)', ''
        $reasons[$reason] = 1 + $reasons[$reason]
        continue
    }
    $compiled++
    foreach ($point in $points) {
        [double[]] $point = $point
        try {
            $interpreted = if ($text.StartsWith('param([double[]]')) { & $block $point } else { & $block $point[0] $point[1] $point[2] }
        } catch {
            $interpreted = $_.Exception
        }
        if ($null -eq $interpreted -or $interpreted -is [array]) { $interpreted = [Exception]::new("no number ($interpreted)") }
        try { $value = $objective.Value($point) } catch { $value = $_.Exception.GetBaseException() }
        $compared++
        if ($interpreted -is [Exception] -or $value -is [Exception]) {
            # An index outside an array is an error in compiled form, and in strict mode; PowerShell otherwise computes with $null. An
            # error in the interpreted form alone is never right.
            $stricter = $value -is [Exception] -and $value.Message -match 'outside an array' -and
                (Test-StrictError -block $block -point $point -text $text)
            if (-not $stricter -and -not ($interpreted -is [Exception] -and $value -is [Exception])) {
                $one, $other = $interpreted, $value | ForEach-Object { $_ -is [Exception] ? $_.Message : $_ }
                "$number at $($point): interpreted $one, compiled $other"
                break
            }
            continue
        }
        $sameSign = [double]::IsNaN($value) -or [double]::IsNegative([double] $interpreted) -eq [double]::IsNegative($value)
        if (-not ([double] $interpreted).Equals($value) -or -not $sameSign) {
            "$number at $($point): interpreted {0:R} [$($interpreted.GetType().Name)], compiled {1:R}" -f $interpreted, $value
            break
        }
    }
    # Steps of a staircase that lie closer together than the differences reach look like a slope: large numbers that are rounded, or
    # whose remainder is taken. Large numbers anywhere else are not an excuse.
    $jumps = '%|\[int\]|Floor|Round|\[Math\]::(Max|Min|Clamp)\((-?\d+,|\$n,|.*\[int\])|switch|-band|-shl|\[Math\]::Sin'
    $isStaircase = $text -match '1e3|100000|2147483647' -and $text -match $jumps
    if ($number % 2 -eq 0 -and -not $isStaircase) {
        # Away from the halves at which rounding jumps.
        [double[]] $point = 0.3137, -1.2171, 2.1193
        try { $gradient = $objective.ValueAndGradient($point).Gradient } catch { continue }
        foreach ($i in 0..2) {
            if ([double]::IsNaN($gradient[$i])) {
                # A derivative may be undefined in three cases only: the value is; an infinite slope meets a factor that is 0
                # (see about_PSOptimize_Gradients; only Sqrt, Pow and Log have such slopes here); or an infinite value passes through a
                # function that flattens it.
                $value = try { $objective.Value($point) } catch { [double]::NaN }
                if ([double]::IsFinite($value) -and $text -notmatch 'Sqrt|Pow|Log|/|Exp|Tanh|Atan2') {
                    "$number derivative ${i} is NaN at the value $value"
                }
                continue
            }
            $answer = Test-Partial -Objective $objective -Point $point -I $i -Given $gradient[$i]
            if ($null -ne $answer) { $differentiated++ }
            if ($answer -eq $false) { "$number derivative ${i}: $($gradient[$i]) is not what central differences give" }
        }
    }
}

"total $($number + 1) compiled $compiled compared $compared differentiated $differentiated"
$reasons.GetEnumerator() | Sort-Object Value -Descending | Select-Object -First 12 | ForEach-Object { "outside $($_.Value) $($_.Key)" }
