BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'Invoke-Optimizer -OnEvaluationError' {
    BeforeAll {
        $wall = New-Objective {
            param($x, $y)
            $null = Get-Date
            if ($x -lt 0) { throw 'the rig is cold' }
            ($x - 1) * ($x - 1) + $y * $y
        }
        $run = @{ Method = 'DifferentialEvolution'; Start = 2, 1; Within = '-5..5'; MaxIterations = 8 }
    }

    It 'Worst continues, warns and lists what failed, the same for every throttle' {
        $quiet = @{ OnEvaluationError = 'Worst'; WarningAction = 'SilentlyContinue' }
        $plain = $wall | Invoke-Optimizer @run @quiet -WarningVariable warned -ErrorVariable errors
        $parallel = $wall | Invoke-Optimizer @run @quiet -ThrottleLimit 4
        $plain.Outcome.Kind | Should -Be 'BudgetExhausted'
        $errors | Should -BeNullOrEmpty
        "$($parallel.Point)" | Should -BeExactly "$($plain.Point)"
        $plain.FailureCount | Should -BeGreaterThan 5
        "$($parallel.Failures)" | Should -BeExactly "$($plain.Failures)"
        $plain.Failures[0].Point[0] | Should -BeLessThan 0
        "$warned" | Should -BeLike "*$($plain.FailureCount) of $($plain.Evaluations) evaluations failed*the rig is cold (line *"
    }

    It 'Retry tries again, and says so in the verbose stream: throttle <_>' -ForEach 0, 3 {
        $calls = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
        $flaky = New-Objective {
            param($x, $y)
            if ($calls.AddOrUpdate("$x $y", 1, { param($key, $old) $null = $key; $old + 1 }) -lt 3) { throw 'no connection' }
            $x * $x + $y * $y
        }
        $more = $_ ? @{ ThrottleLimit = $_ } : @{}
        $told = $flaky | Invoke-Optimizer @run @more -OnEvaluationError Retry -Verbose -WarningAction SilentlyContinue 4>&1
        $done = $told | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }
        $done.Outcome.Kind | Should -Be 'BudgetExhausted'
        ($told | Where-Object Message -Like '*attempt 2*no connection*').Count | Should -BeGreaterThan 10
        $plain = { param($x, $y) $null = Get-Date; $x * $x + $y * $y } | Invoke-Optimizer @run
        "$($done.Point)" | Should -BeExactly "$($plain.Point)"
    }

    It 'Retry gives up after -EvaluationRetries' {
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $failed = $wall | Invoke-Optimizer @run -OnEvaluationError Retry -EvaluationRetries 2 -ErrorVariable errors @quiet
        $failed.Outcome.Kind | Should -Be 'Failed'
        ($failed.Failures.Attempt | Measure-Object -Maximum).Maximum | Should -Be 3
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ScriptThrew*'
    }

    It 'Stop is the default' {
        $failed = $wall | Invoke-Optimizer @run -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warned
        $failed.Outcome.Kind | Should -Be 'Failed'
        $failed.Failures.Count | Should -Be 1
        $failed.Message.Contains("threw at $($failed.Failures[0].Point)") | Should -BeTrue
        $warned | Should -BeNullOrEmpty
    }
}
