BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')

    function Get-Row([object] $Run) {
        ($Run | Get-Trajectory | Select-Object * -ExcludeProperty Run | ConvertTo-Csv) -join "`n"
    }
}

Describe 'Invoke-Optimizer -ThrottleLimit' {
    It 'gives the same trajectory for every limit, whatever the order of arrival: <Method>' -ForEach @(
        @{ Method = 'DifferentialEvolution'; More = @{} }
        @{ Method = 'ParticleSwarm'; More = @{} }
        @{ Method = 'CMAES'; More = @{} }
        @{ Method = 'Adam'; More = @{ LearningRate = 0.1 } }
    ) {
        # The later a point comes in its request, the sooner it may be done.
        $objective = New-Objective {
            param($x, $y)
            Start-Sleep -Milliseconds ([int][Math]::Abs($x * 1000) % 7)
            [Math]::Pow($x - 1, 2) + [Math]::Pow($y + 2, 2)
        }
        $plain = Get-Row ($objective | Invoke-Optimizer $Method 0.5, 0.5 -Within -5..5 -MaxIterations 4 @More)
        foreach ($limit in 1, 4, 7) {
            $run = $objective | Invoke-Optimizer $Method 0.5, 0.5 -Within -5..5 -MaxIterations 4 -ThrottleLimit $limit @More
            $run.Outcome.Kind | Should -Be 'BudgetExhausted'
            Get-Row $run | Should -BeExactly $plain
        }
    }

    It 'invokes the block at <Limit> points at once, each in a runspace of its own: <Method>' -ForEach @(
        @{ Method = 'DifferentialEvolution'; Limit = 4; More = @{ Population = 8 } }
        @{ Method = 'Adam'; Limit = 3; More = @{} }
    ) {
        # Each evaluation waits until as many run at the same time; the request makes a number of calls that the limit divides.
        $meeting = [System.Threading.Barrier]::new($Limit)
        $seen = [System.Collections.Concurrent.ConcurrentDictionary[guid, bool]]::new()
        $run = New-Objective {
            param($x)
            $seen[[runspace]::DefaultRunspace.InstanceId] = $true
            if (-not $meeting.SignalAndWait(20000)) { throw 'nobody else came' }
            $x * $x
        } | Invoke-Optimizer $Method 1 -Within -5..5 -MaxIterations 0 -ThrottleLimit $Limit @More
        $run.Outcome.Kind | Should -Be 'BudgetExhausted'
        $seen.Count | Should -Be $Limit
        $seen.Keys | Should -Not -Contain ([runspace]::DefaultRunspace.InstanceId)
    }

    It 'lets the block see what it names of the caller: variables, plain and as $using:, functions, and what those name' {
        $shift = 7
        $scale = { param($v) $factor * $v }
        $factor = 3
        function Get-Half([double] $Value) { $Value / 2 + $offset }
        function Get-Quarter { param($Value) (Get-Half $Value) / 2 }
        $offset = 4
        Set-Alias quarter Get-Quarter
        $objective = New-Objective {
            param([double] $x)
            $null = Get-Date
            if ($null -eq $shift -or -not $true) { throw 'a constant got lost' }
            $shift + $using:shift + (& $scale ($x * $x)) + (quarter 8)
        }
        $run = $objective | Invoke-Optimizer RandomSearch 0 -MaxIterations 3 -ThrottleLimit 2
        $run.Value | Should -Be (7 + 7 + 0 + (8 / 2 + 4) / 2)
        $run.Objective.Name | Should -Be $objective.Name
    }

    It 'lets the block call commands of a module outside every search path, and know its own folder' {
        $module = Join-Path $TestDrive 'Rig.psm1'
        Set-Content $module @(
            '$script:gain = 5'
            'function Read-Rig([double] $At) { $script:gain * $At * $At }'
            'Export-ModuleMember -Function Read-Rig'
        )
        Import-Module $module
        $script = Join-Path $TestDrive 'experiment.ps1'
        Set-Content $script @(
            'param($Rows)'
            '$rig = New-Objective { param([double] $x) $null = $Rows.TryAdd($PSScriptRoot, 1); Read-Rig $x }'
            '$rig | Invoke-Optimizer RandomSearch 2 -MaxIterations 0 -ThrottleLimit 2'
        )
        $places = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
        try { (& $script $places).Value | Should -Be 20 }
        finally { Remove-Module Rig }
        @($places.Keys) | Should -Be @((Get-Item $TestDrive).FullName)
    }

    It 'does not show the caller what the block assigns' {
        $calls = 0
        $null = New-Objective { param($x) $null = Get-Date; $calls++; $x * $x } |
            Invoke-Optimizer RandomSearch 1 -MaxIterations 5 -ThrottleLimit 2
        $calls | Should -Be 0
    }

    It 'reports the error of one evaluation, with its line' {
        $rig = New-Objective {
            param($x)
            $null = Get-Date
            if ($x -lt 0) {
                throw 'the rig is cold'
            }
            $x
        }
        $run = $rig | Invoke-Optimizer DifferentialEvolution 1 -Within -5..5 -MaxIterations 5 -ThrottleLimit 4 `
            -ErrorVariable errors -ErrorAction SilentlyContinue
        $run.Outcome.Kind | Should -Be 'Failed'
        $at = (Select-String -LiteralPath $PSCommandPath -Pattern "throw 'the rig is cold'" -SimpleMatch)[0].LineNumber
        "$($errors[0])" | Should -BeLike "*the rig is cold (line ${at}: throw*"
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ScriptThrew*'
    }

    It 'is as strict as without: <Name>' -ForEach @(
        @{ Name = 'an index past the end'; Block = { param([double[]] $x) $null = Get-Date; $x[0] + $x[3] }; Id = 'ScriptIndexOutside' }
        @{ Name = 'an error that PowerShell would only print'; Block = { param($x) Get-Item /no/such/file; $x }; Id = 'ScriptThrew' }
        @{ Name = 'nothing'; Block = { param($x) $null = Get-Date; $null = $x * 2 }; Id = 'ScriptReturnedNothing' }
    ) {
        foreach ($more in @{}, @{ ThrottleLimit = 2 }) {
            $run = New-Objective $Block | Invoke-Optimizer NelderMead 1 @more -ErrorVariable errors -ErrorAction SilentlyContinue
            $run.Outcome.Kind | Should -Be 'Failed'
            $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id*"
        }
    }

    It 'says when it changes nothing' {
        $told = Invoke-Optimizer DifferentialEvolution -Objective Sphere -MaxIterations 1 -ThrottleLimit 2 -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$told" | Should -BeLike '*-ThrottleLimit changes nothing*'
    }

    It 'ends with the pipeline, without waiting for evaluations that are running: <Name>' -ForEach @(
        @{ Name = 'a sleep that can be stopped'; Sleep = 'Start-Sleep 100' }
        @{ Name = 'a call that cannot'; Sleep = '[System.Threading.Thread]::Sleep(100000)' }
    ) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript(@"
            Import-Module '$((Get-Module PSOptimize).ModuleBase)/PSOptimize.psd1'
            Invoke-Optimizer DifferentialEvolution 1 -Within -5..5 -ThrottleLimit 2 -Objective (New-Objective {
                param(`$x) `$rows.Add(`$x); if (`$rows.Count -gt 20) { $Sleep }; `$x
            })
"@)
        $rows = [System.Collections.Concurrent.ConcurrentBag[double]]::new()
        $shell.Runspace.SessionStateProxy.SetVariable('rows', $rows)
        $handle = $shell.BeginInvoke()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while ($rows.Count -lt 21 -and $clock.ElapsedMilliseconds -lt 30000) { Start-Sleep -Milliseconds 20 }
        $handle.IsCompleted | Should -BeFalse
        $clock.Restart()
        $shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan 20000 -Because 'each evaluation would take 100 s'
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $run = $shell.Runspace.SessionStateProxy.GetVariable('InterruptedRun')
        $run.Outcome.Kind | Should -Be 'Cancelled'
        [double]::IsFinite($run.Value) | Should -BeTrue
    }
}
