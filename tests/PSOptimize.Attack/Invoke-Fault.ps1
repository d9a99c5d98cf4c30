<#
.SYNOPSIS
    Writes checkpoints, stores, pictures and other files on a file system that fails at its k-th call, for every k, and while the clock
    jumps, and says what does not hold afterwards.
.DESCRIPTION
    The process has preloaded failing.c. Each fault is a line "fault <text>", and the last line is "tried <calls> <calls that failed>".
#>
[CmdletBinding()]
param(
    # The manifest of the module.
    [Parameter(Mandatory)] [string] $Module,

    # The library made of failing.c.
    [Parameter(Mandatory)] [string] $Library,

    # A folder of which all is removed.
    [Parameter(Mandatory)] [string] $Folder,

    # The methods of the runs.
    [Parameter(Mandatory)] [string[]] $Method,

    # Every so many calls one fails; 1 for every k.
    [int] $Every = 1
)
$ErrorActionPreference = 'Stop'
Import-Module $Module
Add-Type @"
using System.Runtime.InteropServices;
public static class FailingDisk
{
    [DllImport("$Library", EntryPoint = "failing_arm")] public static extern void Arm(string folder, long call, int lasts, int error);
    [DllImport("$Library", EntryPoint = "failing_count")] public static extern long Count();
    [DllImport("$Library", EntryPoint = "failing_tripped")] public static extern long Tripped();
    [DllImport("$Library", EntryPoint = "failing_clock")] public static extern void Jump(long reading, long seconds);
    [DllImport("$Library", EntryPoint = "failing_readings")] public static extern long Readings();
}
"@
$rosenbrock = New-Objective -Problem Rosenbrock
$brief = @{ MaxIterations = 6; MaxEvaluations = 40; Start = -1.2, 1; WarningAction = 'SilentlyContinue' }
$longer = @{ MaxIterations = 9; MaxEvaluations = 60 }
$kinds = @(
    @{ name = 'no space'; code = 28; lasts = 0 }
    @{ name = 'no disk from now on'; code = 5; lasts = 1 }
    @{ name = 'too long'; code = 27; lasts = 0 }
)
$tried = $failed = 0

# What the command, made with a disk that fails, says that nobody wrote.
function Find-Raw([System.Management.Automation.ErrorRecord[]] $Record) {
    foreach ($each in $Record) {
        $id = $each.FullyQualifiedErrorId.Split(',')[0]
        if ($id -like 'System.*' -or $id -like '*Exception' -or $id -eq 'Unexpected') { "raw ${id}: $each" }
    }
}

# Makes a call with a disk that fails at each of its calls; $Check says what does not hold afterwards, $Prepare what is there before.
function Test-Fault([string] $Case, [scriptblock] $Prepare, [scriptblock] $Make, [scriptblock] $Check) {
    $calls = [long]::MaxValue
    foreach ($kind in $kinds) {
        for ($k = 1; $k -le $calls; $k += $Every) {
            [FailingDisk]::Arm($Folder, 0, 0, 0)
            Get-ChildItem $Folder -Force | Remove-Item -Force -Recurse
            . $Prepare
            $problems = @()
            [FailingDisk]::Arm($Folder, $k, $kind.lasts, $kind.code)
            try { $made = @(. $Make) }
            catch { $made = @(); $problems = @($_) }
            $script:tried++
            if ([FailingDisk]::Tripped() -gt 0) { $script:failed++ }
            else {
                $calls = 0
                foreach ($problem in $problems) { "fault ${Case}: refused on a sound disk: $problem" }
            }
            [FailingDisk]::Arm($Folder, 0, 0, 0)
            $faults = try { @(Find-Raw $problems) + @(. $Check) } catch { "the check threw $_ at $($_.InvocationInfo.Line)" }
            foreach ($fault in $faults) { "fault ${Case}, $($kind.name), call ${k}: $fault" }
        }
        $calls = [long]::MaxValue
    }
}

# A run that did not come out was refused by id before it began.
function Find-LostRun {
    if ($made.Count -eq 0 -and $problems.Count -eq 0) { 'neither a run nor an error' }
    foreach ($run in $made) { if ($run.Value -ne $whole.Value) { "the run has $($run.Value), not $($whole.Value)" } }
}

# Makes a call while the clock of the day jumps by ten years at its k-th reading, for every k.
function Test-Clock([string] $Case, [scriptblock] $Make) {
    foreach ($years in 10, -10) {
        $readings = 1
        for ($k = 1; $k -le $readings; $k += $Every) {
            Get-ChildItem $Folder -Force | Remove-Item -Force -Recurse
            $problems = @()
            [FailingDisk]::Jump($k, $years * 31557600)
            try { $made = @(. $Make) }
            catch { $made = @(); $problems = @($_) }
            $readings = [FailingDisk]::Readings()
            [FailingDisk]::Jump(0, 0)
            $script:tried++
            $script:failed++
            foreach ($fault in $problems + @(Find-LostRun)) { "fault ${Case}, $years years at reading ${k}: $fault" }
        }
    }
}

foreach ($name in $Method) {
    $whole = Invoke-Optimizer $name -Objective $rosenbrock @brief
    $resumed = Invoke-Optimizer $name -Objective $rosenbrock @brief -CheckpointPath "$Folder/whole.json" -Force | ForEach-Object {
        Invoke-Optimizer -Objective $rosenbrock -Resume "$Folder/whole.json" @longer
    }

    Test-Fault -Case "$name, checkpoint" -Prepare {
        $null = Invoke-Optimizer $name -Objective $rosenbrock @brief -CheckpointPath "$Folder/c.json"
    } -Make {
        Invoke-Optimizer $name -Objective $rosenbrock @brief -CheckpointPath "$Folder/c.json" -CheckpointEvery 1 -Force
    } -Check {
        Find-LostRun
        $after = Invoke-Optimizer -Objective $rosenbrock -Resume "$Folder/c.json" @longer
        if ($after.Value -ne $resumed.Value) { "resumed, the run has $($after.Value), not $($resumed.Value)" }
    }

    Test-Fault -Case "$name, store" -Prepare {
        # A process goes on using the connections to a store.
        $store = "$Folder/$([guid]::NewGuid()).db"
        $null = Invoke-Optimizer $name -Objective $rosenbrock @brief -Store $store
    } -Make {
        Invoke-Optimizer $name -Objective $rosenbrock @brief -Store $store
    } -Check {
        Find-LostRun
        $kept = @(Get-Run $store)
        if ($kept.Count -lt 1 -or $kept.Count -gt 2) { "$($kept.Count) runs are in the store" }
        foreach ($run in $kept) {
            $hasEnded = $run.Status -notin 'Running', 'Lost'
            if ($hasEnded -and $run.Value -ne $whole.Value) { "the store has $($run.Value), not $($whole.Value)" }
        }
        if (@($kept | Where-Object Value -EQ $whole.Value).Count -eq 0) { 'the run from before is lost' }
    }

    Test-Clock -Case "$name, clock, checkpoint" -Make {
        Invoke-Optimizer $name -Objective $rosenbrock @brief -MaxTime 60 -CheckpointPath "$Folder/t.json" -CheckpointEvery 1
    }
    Test-Clock -Case "$name, clock, store" -Make {
        $store = "$Folder/$([guid]::NewGuid()).db"
        Invoke-Optimizer $name -Objective $rosenbrock @brief -MaxTime 60 -Store $store -KeepEvaluations 100
        $kept = Get-Run $store
        if ($kept.Status -in 'Running', 'Lost') { throw "the store says $($kept.Status)" }
    }

    $files = @{
        picture = { $whole | Export-TrajectoryPlot "$Folder/f.svg" -Force }, 'f.svg', '</svg>\s*$'
        runs = { $whole | Export-Run "$Folder/f.jsonl" -Force }, 'f.jsonl', '\}\s*$'
        session = { Step-Optimizer -Method $name -Start -1.2, 1 -Path "$Folder/f.json" -Force }, 'f.json', '\}\s*$'
    }
    foreach ($what in $files.Keys) {
        $make, $file, $end = $files[$what]
        Test-Fault -Case "$name, $what" -Prepare { [IO.File]::WriteAllText("$Folder/$file", 'as it was') } -Make $make -Check {
            $text = [IO.File]::ReadAllText("$Folder/$file")
            if ($text -ne 'as it was' -and $text -notmatch $end) { "the file is cut off after $($text.Length) characters" }
            if ($problems.Count -eq 0 -and $text -eq 'as it was') { 'nothing was written, and nothing was said' }
        }
    }
}
"tried $tried $failed"
