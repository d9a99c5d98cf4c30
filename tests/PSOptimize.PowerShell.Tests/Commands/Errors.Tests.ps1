BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')

    # What the command wrote: runs, and error records, terminating or not.
    function Get-Outcome([scriptblock] $Command) {
        $ErrorActionPreference = 'Continue'
        try { $all = @(& $Command 2>&1) } catch { $all = @($_) }
        [pscustomobject] @{
            Errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
            Runs   = @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
        }
    }
}

Describe 'Bad input to Invoke-Optimizer' {
    BeforeAll {
        $sphere = New-Objective -Problem Sphere
    }

    It 'quotes no more than the ends of a long point' {
        $point = [double[]]::new(200000)
        $several = New-Objective { param([double[]] $x) $s = 0.0; foreach ($v in $x) { $s += $v }; [Math]::Sqrt($s - 1) }
        $messages = @(
            { Invoke-Optimizer Adam -Objective Booth -Start $point -ErrorAction Stop }
            { Measure-Objective -Objective Booth -Point $point -ErrorAction Stop }
            { Test-Gradient -Objective Booth -Point $point -ErrorAction Stop }
            { $null = $several | Invoke-Optimizer Adam -Start $point -ErrorAction Stop }
            { $null = $several | Invoke-Optimizer Adam -Start $point -Within 1..2 -MaxIterations 1 -WarningAction Stop }
            { Invoke-Optimizer GoldenSection -Objective Booth -Start $point -ErrorAction Stop }
        ) | ForEach-Object { try { & $_ } catch { "$_" } }
        $messages.Count | Should -Be 6
        $messages | ForEach-Object { $_.Length | Should -BeIn (20..400) }
    }

    It '<Id>: <Because>' -ForEach @(
        @{ Id = 'UnknownMethod'; Because = 'Did you mean Adam'; Command = { $sphere | Invoke-Optimizer Addam 1, 2 } }
        @{ Id = 'StartLength'; Because = 'has 2 coordinates'; Command = { $sphere | Invoke-Optimizer Adam 1, 2, 3 } }
        @{ Id = 'StartNotFinite'; Because = 'finite numbers'; Command = { $sphere | Invoke-Optimizer Adam ([double]::NaN), 2 } }
        @{ Id = 'StartMissing'; Because = 'give -Start'; Command = { New-Objective { param($a, $b) $a + $b } | Invoke-Optimizer Adam } }
        @{ Id = 'OutOfRange'; Because = 'LearningRate must be'; Command = { $sphere | Invoke-Optimizer Adam 1, 2 -LearningRate -1 } }
        @{
            Id      = 'UnknownHyperparameter'
            Because = 'it has LearningRate'
            Command = { $sphere | Invoke-Optimizer GradientDescent 1, 2 -Beta1 0.5 }
        }
        @{ Id = 'BadArgument'; Because = 'scale has 3'; Command = { $sphere | Invoke-Optimizer Adam 1, 2 -Scale 1, 2, 3 } }
        @{ Id = 'EmptyPipeline'; Because = 'Nothing came'; Command = { @() | Invoke-Optimizer Adam 1, 2 } }
        @{ Id = 'ObjectiveMissing'; Because = 'New-Objective'; Command = { Invoke-Optimizer Adam 1, 2 } }
        @{
            Id      = 'ParameterArgumentTransformationError'
            Because = 'Did you mean Rosenbrock'
            Command = { Invoke-Optimizer Adam 1, 2 -Objective Rosenbrok }
        }
        @{
            Id      = 'ParameterArgumentTransformationError'
            Because = 'decimal point'
            Command = { $sphere | Invoke-Optimizer Adam 1, 2 -LearningRate '0,1' }
        }
    ) {
        $outcome = Get-Outcome $Command
        $outcome.Runs | Should -BeNullOrEmpty
        $outcome.Errors.Count | Should -Be 1
        $outcome.Errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $outcome.Errors[0].Exception.Message | Should -BeLike "*$Because*"
    }

    It 'an interpreted block: <Id>: <Because>' -ForEach @(
        @{ Id = 'ScriptReturnedNothing'; Because = 'returned nothing'; Script = { param($a, $b) $null = Get-Date; $c = $a + $b } }
        @{ Id = 'ScriptReturnedText'; Because = "text '1.5'"; Script = { param($a, $b) $null = Get-Date; '1.5' } }
        @{ Id = 'ScriptReturnedSeveral'; Because = '2 values'; Script = { param($a, $b) $null = Get-Date; $a; $b } }
        @{ Id = 'ScriptReturnedOther'; Because = 'Boolean'; Script = { param($a, $b) $null = Get-Date; $a -gt $b } }
        @{ Id = 'ScriptIndexOutside'; Because = 'past the end'; Script = { param([double[]] $x) $null = Get-Date; $x[0] + $x[2] } }
        @{ Id = 'ScriptWroteToPoint'; Because = 'work on a copy'; Script = { param([double[]] $x) $null = Get-Date; $x[0] = 5; 1.0 } }
        @{ Id = 'ScriptThrew'; Because = 'divide by zero'; Script = { param($a, $b) $null = Get-Date; 1 / 0; 5 } }
        @{ Id = 'ScriptThrew'; Because = 'does not exist'; Script = { param($a, $b) $null = Get-Item '/no/such/file'; 5.0 } }
        @{ Id = 'ObjectiveIsNaN'; Because = 'not a number at the start'; Script = { param($a, $b) $null = Get-Date; [double]::NaN } }
        @{
            Id      = 'ObjectiveIsInfinite'
            Because = 'infinite at the start'
            Script  = { param($a, $b) $null = Get-Date; [double]::PositiveInfinity }
        }
    ) {
        $outcome = Get-Outcome { New-Objective $Script | Invoke-Optimizer Adam 1, 2 }
        $outcome.Runs.Count | Should -Be 1
        $outcome.Runs[0].Outcome.Kind | Should -Be 'Failed'
        $outcome.Errors.Count | Should -Be 1
        $outcome.Errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $outcome.Errors[0].Exception.Message | Should -BeLike "*$Because*"
        [object]::ReferenceEquals($outcome.Errors[0].TargetObject, $outcome.Runs[0].PSObject.BaseObject) | Should -BeTrue
    }

    It 'a block in the exact subset: <Id>' -ForEach @(
        @{ Id = 'ScriptReturnedNothing'; Script = { param($a, $b) $c = $a + $b } }
        @{ Id = 'ScriptReturnedText'; Script = { param($a, $b) '1.5' } }
        @{ Id = 'ScriptReturnedSeveral'; Script = { param($a, $b) $a; $b } }
        @{ Id = 'ScriptWroteToPoint'; Script = { param([double[]] $x) $x[0] = 5; 1.0 } }
        @{ Id = 'ObjectiveIsNaN'; Script = { param($a, $b) [Math]::Log(-$a) + $b } }
    ) {
        (Get-Outcome { New-Objective $Script | Invoke-Optimizer Adam 1, 2 }).Errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'keeps the run of a block that throws at iteration 57, and shows the error of the block and its line' {
        $script:calls = 0
        $objective = New-Objective {
            param($a, $b)
            $script:calls++
            if ($script:calls -gt 57 * 5) { throw 'the boiler exploded' }
            $a * $a + $b * $b
        }
        $outcome = Get-Outcome { $objective | Invoke-Optimizer GradientDescent 1, 2 -LearningRate 0.1 }
        $run = $outcome.Runs[0]
        $run.Outcome.Iteration | Should -Be 57
        $run.Iterations | Should -Be 57
        @($run | Get-Trajectory).Count | Should -Be 57
        $run.Value | Should -Be $run.Last.Value
        $message = $outcome.Errors[0].Exception.Message
        $message | Should -BeLike '*iteration 57*the boiler exploded*'
        $message | Should -BeLike "*line *: if (`$script:calls -gt 57 * 5)*"
        $outcome.Errors[0].Exception.InnerException.InnerException | Should -BeOfType ([System.Management.Automation.RuntimeException])
    }

    It 'continues with the next row after a bad one' {
        $rows = 'Adam', 'Addam', 'Momentum' | ForEach-Object { [pscustomobject] @{ Method = $_ } }
        $outcome = Get-Outcome { $rows | Invoke-Optimizer -Objective Sphere -MaxIterations 2 }
        $outcome.Runs.Method.Label | Should -Be 'Adam', 'Momentum'
        $outcome.Errors.Count | Should -Be 1
    }

    It 'leaves strict mode and preferences of the caller alone' {
        $null = New-Objective { param($x) $null = Get-Date; $x * $x } | Invoke-Optimizer Adam 1 -MaxIterations 2
        $neverSet | Should -BeNullOrEmpty
        (, 1)[5] | Should -BeNullOrEmpty
    }
}

Describe 'Bad input elsewhere' {
    It '<Id>: <Because>' -ForEach @(
        @{ Id = 'ScriptTakesNoParameter'; Because = 'param('; Command = { New-Objective { 5 } } }
        @{ Id = 'UnknownProblem'; Because = 'Did you mean Rosenbrock'; Command = { New-Objective -Problem Rosenbrok } }
        @{ Id = 'UnknownProblem'; Because = 'Did you mean Booth'; Command = { Get-TestProblem Boothe } }
        @{ Id = 'BadArgument'; Because = 'no parameter'; Command = { New-Objective -Problem Booth -Dimension 3 } }
        @{ Id = 'UnknownMethod'; Because = 'Did you mean RMSProp'; Command = { Get-OptimizerMethod RMSPropp } }
        @{ Id = 'UnknownMethod'; Because = 'Did you mean Adam'; Command = { New-Optimizer Adamm } }
        @{ Id = 'UnknownHyperparameter'; Because = 'it has'; Command = { New-Optimizer GradientDescent -Beta1 0.9 } }
        @{ Id = 'OutOfRange'; Because = 'below 1'; Command = { New-Optimizer Adam -Beta1 1.5 } }
        @{
            Id      = 'UnknownTransformation'
            Because = 'Did you mean ScaleByAdam'
            Command = { New-Optimizer -Chain ScaleByAdamm, ScaleByLearningRate -LearningRate 0.1 }
        }
        @{
            Id      = 'UnknownChainParameter'
            Because = 'ScaleByLearningRate has LearningRate'
            Command = { New-Optimizer -Chain ScaleByLearningRate -LearningRate 0.1 -Beta1 0.9 }
        }
        @{
            Id      = 'UnknownHyperparameter'
            Because = 'Chain has no hyperparameter LearningRate'
            Command = { Invoke-Optimizer (New-Optimizer -Chain ScaleByAdam) -Objective Sphere -LearningRate 0.1 }
        }
        @{
            Id      = 'BadArgument'
            Because = 'ClipByNorm needs ClipNorm'
            Command = { New-Optimizer -Chain ClipByNorm, ScaleByLearningRate -LearningRate 0.1 }
        }
        @{ Id = 'OutOfRange'; Because = 'below 1'; Command = { New-Optimizer -Chain ScaleByAdam -Beta1 1.5 } }
        @{ Id = 'UnknownSchedule'; Because = 'Did you mean InverseTime'; Command = { New-Schedule InversTime } }
        @{ Id = 'BadArgument'; Because = 'needs'; Command = { New-Schedule InverseTime -Initial 0.1 } }
        @{ Id = 'BadArgument'; Because = 'takes 2 coordinates'; Command = { Measure-Objective 1, 2, 3 -Objective Rosenbrock } }
        @{
            Id      = 'StepValueCount'
            Because = 'asks for 1 point, and 2 values were given'
            Command = { Step-Optimizer Adam 1, 2 | Step-Optimizer -Value 1, 2 }
        }
        @{
            Id      = 'StepValueCount'
            Because = 'asks for 3 points, and 1 value was given'
            Command = { Step-Optimizer NelderMead 1, 2 | Step-Optimizer -Value 1 }
        }
        @{ Id = 'StepGradientCount'; Because = 'needs the gradient'; Command = { Step-Optimizer Adam 1, 2 | Step-Optimizer -Value 1 } }
        @{ Id = 'StepUnanswered'; Because = 'answer with -Value'; Command = { Step-Optimizer NelderMead 1, 2 | Step-Optimizer } }
        @{ Id = 'StepForeign'; Because = 'is not a step'; Command = { Get-Date | Step-Optimizer -Value 1 } }
        @{ Id = 'StepForeign'; Because = 'not a state'; Command = { '{"a":1}' | Step-Optimizer -Value 1 } }
        @{
            Id      = 'StepDamaged'
            Because = 'damaged or truncated'
            Command = { (Step-Optimizer NelderMead 1, 2).Json.Substring(0, 200) | Step-Optimizer -Value 1 }
        }
        @{
            Id      = 'StepOtherVersion'
            Because = 'format version 7'
            Command = { (Step-Optimizer NelderMead 1, 2).Json -replace '"version":\d+', '"version":7' | Step-Optimizer -Value 1 }
        }
        @{
            Id      = 'StepMethodNeeded'
            Because = 'is code'
            Command = { (Step-Optimizer Adam 1 -LearningRate { param($t) 1 / $t }).Json | Step-Optimizer -Value 1 }
        }
        @{ Id = 'StartOutsideBounds'; Because = 'start within'; Command = { Step-Optimizer NelderMead 7 -Within 0..1 } }
        @{ Id = 'StartOutsideBounds'; Because = 'start within'; Command = { Invoke-Optimizer CMAES 7, 0 -Within 0..1 -Objective Sphere } }
        @{
            Id      = 'ParameterArgumentTransformationError'
            Because = 'write the lower one first'
            Command = { Invoke-Optimizer CMAES 0, 0 -Within 1..0 -Objective Sphere }
        }
        @{
            Id      = 'OutOfRange'
            Because = 'Population must be a whole number of at least 4'
            Command = { Invoke-Optimizer DifferentialEvolution 1 -Population 0 -Objective Sphere }
        }
        @{
            Id      = 'OutOfRange'
            Because = 'Temperature must be a number above 0'
            Command = { Invoke-Optimizer SimulatedAnnealing 1 -Temperature 0 -Objective Sphere }
        }
        @{
            Id      = 'BadArgument'
            Because = 'bounds for 3 coordinates'
            Command = { Invoke-Optimizer CMAES 0, 0 -Within '0..1 0..1 0..1' -Objective Sphere }
        }
        @{
            Id      = 'BadData'
            Because = "Row 2, column x is 'two'"
            Command = { 'x,y', '1,0', 'two,1', '3,0' | ConvertFrom-Csv | New-Objective -Linear -Target y }
        }
    ) {
        $ErrorActionPreference = 'Stop'
        $record = { & $Command } | Should -Throw -PassThru
        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.Exception.Message | Should -BeLike "*$Because*"
        $record.Exception.Message | Should -Not -Match '\(Parameter |Actual value' -Because 'the sentence names both already'
    }
}

Describe 'What a block or a name may also be' {
    It 'a block that leaves with <Word>' -ForEach @(
        @{ Word = 'exit'; Script = { param($x) exit 3 } }
        @{ Word = 'break'; Script = { param($x) $null = Get-Date; break } }
        @{ Word = 'continue'; Script = { param($x) $null = Get-Date; continue } }
    ) {
        $outcome = Get-Outcome { New-Objective $Script | Invoke-Optimizer NelderMead 1 }
        $outcome.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ScriptLeft,*'
        $outcome.Errors[0].Exception.Message | Should -BeLike "*ended with $Word*use return*"
    }

    It 'a block that writes an error' {
        $outcome = Get-Outcome { New-Objective { param($x) Write-Error 'bad pump'; $x * $x } | Invoke-Optimizer NelderMead 1 }
        $outcome.Errors[0].Exception.Message | Should -BeLike '*bad pump*'
        $outcome.Errors[0].Exception.Message | Should -Not -BeLike '*ErrorActionPreference*'
    }

    It '<Command> with the name <Shown>' -ForEach @(
        @{ Command = 'Get-TestProblem'; Shown = 'null'; Given = $null; Id = 'ParameterArgumentValidationError' }
        @{ Command = 'Get-OptimizerMethod'; Shown = 'null'; Given = $null; Id = 'ParameterArgumentValidationError' }
        @{ Command = 'Get-TestProblem'; Shown = '['; Given = '['; Id = 'UnknownProblem' }
        @{ Command = 'Get-OptimizerMethod'; Shown = '['; Given = '['; Id = 'UnknownMethod' }
    ) {
        $caught = { & $Command -Name $Given -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike "*$Id*"
    }

    It 'a hyperparameter that is no number: -<Name> <Given>' -ForEach @(
        @{ Method = 'CMAES'; Name = 'Population'; Given = 'NaN' }
        @{ Method = 'Momentum'; Name = 'Form'; Given = 'Sideways' }
    ) {
        $more = @{ $Name = $Given }
        $caught = { Invoke-Optimizer $Method -Objective Sphere -MaxEvaluations 10 @more -ErrorAction Stop } | Should -Throw -PassThru
        $caught.Exception.Message | Should -BeLike "*$Name*"
        $caught.FullyQualifiedErrorId | Should -Not -BeLike 'InvalidCast*'
    }

    It 'a path of another drive' -ForEach 'env:/run.json', 'variable:/run.json' {
        $caught = { Invoke-Optimizer Adam -Objective Sphere -MaxIterations 3 -CheckpointPath $_ -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.Exception.Message | Should -BeLike '*is not a file*'
    }

    It 'a gradient whose square overflows, and one whose square vanishes' {
        $huge = New-Objective { param($x) 1e160 * $x * $x }
        (Measure-Objective -Objective $huge -Point 1).GradientNorm | Should -Be 2e160
        $tiny = New-Objective { param($x) 1e-170 * $x * $x }
        $run = Invoke-Optimizer GradientDescent 1 -Objective $tiny -GradientTolerance 1e-200 -MaxIterations 3
        $run.Outcome | Should -Be BudgetExhausted
        $run.Last.GradientNorm | Should -BeGreaterThan 1e-170
    }

    It 'a file in place of its rows' {
        $file = New-Item (Join-Path $TestDrive 'grid.csv') -Force -Value "Method,Start`nAdam,1 2"
        $caught = { $file | Invoke-Optimizer -Objective Rosenbrock -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'FileInPipeline,*'
    }
}
