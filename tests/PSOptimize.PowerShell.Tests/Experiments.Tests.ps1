BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    Import-Module (Join-Path $root 'out/PSOptimize/PSOptimize.psd1')
}

Describe 'A week of experiments' {
    It 'is finished by the same line after a kill in the middle' {
        $folder = Join-Path $TestDrive 'killed'
        $script = Join-Path $root 'examples/experiments.ps1'
        $shell = (Get-Process -Id $PID).Path
        $entry = [Environment]::GetCommandLineArgs()[0]
        $arguments = @(if ($entry.EndsWith('.dll')) { $entry }) + '-NoProfile', '-NonInteractive', '-File', $script, '-Folder', $folder
        $store = Join-Path $folder 'runs.db'

        $process = Start-Process $shell $arguments -PassThru -RedirectStandardOutput (Join-Path $TestDrive 'first.txt')
        $limit = [datetime]::UtcNow.AddMinutes(2)
        do {
            Start-Sleep -Milliseconds 50
            $ended = (Test-Path $store) ? @(Get-Run $store -Status Budget -ErrorAction Ignore).Count : 0
        } until ($ended -ge 8 -or $process.HasExited -or [datetime]::UtcNow -gt $limit)
        $process.HasExited | Should -BeFalse
        $process.Kill()
        $process.WaitForExit()
        $before = @(Get-Run $store)
        $before.Count | Should -BeLessThan 60
        @($before | Where-Object Status -EQ Lost).Count | Should -BeGreaterThan 0

        $second = Start-Process $shell $arguments -PassThru -Wait -RedirectStandardOutput (Join-Path $TestDrive 'second.txt')
        $second.ExitCode | Should -Be 0
        $after = @(Get-Run $store)
        $after.Count | Should -Be 60
        $after.Status | Select-Object -Unique | Should -Not -Contain 'Lost'
        # What had ended was not made again.
        foreach ($run in $before | Where-Object Status -EQ Budget) { $after.Id | Should -Contain $run.Id }

        $rows = Import-Csv (Join-Path $folder 'runs.csv')
        $rows.Count | Should -Be 60
        $plan = Import-Csv (Join-Path $folder 'plan.csv')
        $rows.Method | Should -Be $plan.Method
        $rows.LearningRate | Should -Be $plan.LearningRate
        $rows.Batch | Select-Object -Unique | Should -Be 'A'

        # To the bit what it would have been without the kill.
        $rig = New-Objective { param($x, $y) ($x - 1) * ($x - 1) + 10 * ($y + 0.5) * ($y + 0.5) } -Gradient {
            param($x, $y) (2 * ($x - 1)), (20 * ($y + 0.5))
        }
        $whole = $plan | Invoke-Optimizer -Objective $rig -MaxIterations 20 -WarningAction Ignore
        [double[]] $rows.Value | Should -Be ([double[]] $whole.Value)
        [double[]] $rows.y | Should -Be ([double[]] $whole.y)
    }
}
