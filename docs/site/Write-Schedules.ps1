<#
.SYNOPSIS
    Writes the page of the schedules: what each computes, its parameters, and its course where an example is enough to show it.
.PARAMETER Folder
    Where the page goes.
.PARAMETER Comments
    The documentation comments of the core.
#>
param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] $Comments)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

# Values of what has to be given, for the course over 60 steps.
$usual = @{
    Initial = 0.1; Steps = 20; Decay = 0.1; Factor = 0.9; Minimum = 0.01; Maximum = 0.1; Final = 0.001; Value = 0.1
    Inner = 0.1; Before = 0.1; After = 0.02; Rising = 10; Milestones = 15, 30, 45
}
$core = (Get-OptimizerMethod Adam).GetType().Assembly
$sparkline = $core.GetType('PSOptimize.Pictures.Sparkline')
$lines = foreach ($entry in $core.GetType('PSOptimize.Schedules.Schedule')::Catalogue.All) {
    $comment = $Comments["T:$($entry.Parameters[0].Property.DeclaringType.FullName)"]
    "## $($entry.Name)", ''
    ConvertFrom-Comment $comment summary; ''
    ConvertFrom-Comment $comment remarks; ''
    $given = @{}
    foreach ($parameter in $entry.Parameters | Where-Object { $_.IsMandatory -or $_.Name -in 'Rising', 'Steps' }) {
        if ($usual.ContainsKey($parameter.Name)) { $given[$parameter.Name] = $usual[$parameter.Name] }
    }
    if (@($entry.Parameters | Where-Object { $_.IsMandatory -and -not $given.ContainsKey($_.Name) }).Count -eq 0) {
        $schedule = New-Schedule $entry.Name @given
        $words = $given.GetEnumerator() | Sort-Object Key | ForEach-Object { "-$($_.Key) $($_.Value -join ', ')" }
        '```powershell', "New-Schedule $($entry.Name) $($words -join ' ')", '```', ''
        # One that remembers values has no course of its own.
        if ($schedule.Memory -eq 0) {
            $course = [double[]] (1..60 | ForEach-Object { $schedule.At($_) })
            '```text', "step 1 $($sparkline::Draw($course, 60)) step 60", '```', ''
        }
    }
    Get-ParameterTable $entry.Parameters $Comments
}
$intro = 'A schedule is a number that changes from step to step: a rate, a temperature, a weight. '
$intro += '[New-Schedule](cmdlets/New-Schedule.md) makes one; a number alone is a constant one, and a script block any other.'
Set-Page (Join-Path $Folder schedules.md) Schedules (@($intro, '') + $lines)
