# What the attack found, each with a call of its own.
BeforeAll {
    $module = Join-Path $PSScriptRoot ../../out/PSOptimize/PSOptimize.psd1
    Import-Module $module
}

Describe 'What the attack found' {
    It 'refuses by id <Id>: <Call>' -ForEach @(
        @{ Call = { 'no run' | Export-Run "$TestDrive/x.csv" }; Id = 'BadArgument' }
        @{ Call = { Get-Run "$TestDrive/none.db" -Id $null, $null }; Id = 'ParameterArgumentValidationError' }
        @{ Call = { Remove-Run "$TestDrive/none.db" -Id '' -WhatIf }; Id = 'ParameterArgumentValidationError' }
        @{
            Call = { 1..3 | ForEach-Object { [pscustomobject]@{ a = $_; y = $_ } } | New-Objective -Network 1e9 -Target y }
            Id   = 'BadArgument'
        }
        @{ Call = { Invoke-Optimizer Adam -Objective Sphere -MaxTime 1e300 }; Id = 'CannotConvertArgumentNoMessage' }
        @{
            Call = { [pscustomobject]@{ a = 1; y = 2 } | New-Objective -Linear -Target y -Feature $null, 'a' }
            Id   = 'ParameterArgumentValidationError'
        }
        @{ Call = { Invoke-Optimizer AveragedGradient -Objective Sphere -Window 2000000000 }; Id = 'BadArgument' }
        @{ Call = { Invoke-Optimizer -Objective Sphere -Start $null, $null }; Id = 'ParameterArgumentTransformationError' }
        @{ Call = { Invoke-Optimizer Adam, $null -Objective Sphere }; Id = 'ParameterArgumentTransformationError' }
        @{ Call = { Measure-Objective -Objective Sphere -Point $null, 1 }; Id = 'ParameterArgumentTransformationError' }
        @{ Call = { Step-Optimizer Adam -Start 1, 2 -Path / -Force }; Id = 'StepFile' }
        @{ Call = { Step-Optimizer -Step /dev/zero -Objective Sphere }; Id = 'StepFile' }
        @{ Call = { Invoke-Optimizer -Objective Sphere -Resume /dev/zero }; Id = 'CheckpointNotReadable' }
        @{ Call = { New-Objective -Linear -Target y -Path /dev/zero }; Id = 'BadData' }
        @{ Call = { Import-Run /dev/zero -ErrorAction Stop }; Id = 'FileNotReadable' }
        @{
            Call = { Invoke-Optimizer Adam -Objective Sphere -AtMost (Step-Optimizer Adam -Start 1, 2) }
            Id   = 'ParameterArgumentTransformationError'
        }
        @{ Call = { Invoke-Optimizer Adam -Objective Booth -AtMost { param($x, $y) $null = Get-Date; throw 'deep' } }; Id = 'ScriptThrew' }
    ) {
        $thrown = try { & $Call } catch { $_ }
        $thrown.FullyQualifiedErrorId.Split(',')[0] | Should -Be $Id
    }

    It 'says first of a row that cannot be bound what is wrong with it, and then nothing false' {
        $row = [pscustomobject]@{ Method = 'Adam'; LearningRate = '0,05'; Start = '1 2' }
        $null = $row | Invoke-Optimizer -Objective Sphere -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -BeLike '*0,05*'
        "$($problems[-1])" | Should -BeLike 'Nothing came down the pipeline that can be *'
    }

    It 'says of a run that was beyond its budget when it was resumed that it was' {
        $null = Invoke-Optimizer Adam -Objective Sphere -MaxIterations 50 -CheckpointPath "$TestDrive/long.json"
        $run = Invoke-Optimizer -Objective Sphere -Resume "$TestDrive/long.json" -MaxIterations 10
        "$($run.Run.Outcome)" | Should -Be (
            'Budget exhausted: Iterations 50 of 10, which the run had passed before it was resumed.')
    }

    It 'names the property of an object that throws' {
        $throwing = [pscustomobject]@{ } | Add-Member ScriptProperty Json { throw 'no property' } -PassThru
        { $throwing | Step-Optimizer -Value 1 } | Should -Throw '*no property*' -ErrorId 'BadArgument,*'
    }

    It 'takes the objective of a run that was kept as Clixml' {
        Invoke-Optimizer -Objective Booth -MaxIterations 2 | Export-Clixml "$TestDrive/run.xml"
        (Invoke-Optimizer Adam -Objective (Import-Clixml "$TestDrive/run.xml") -MaxIterations 2).Objective | Should -Be 'Booth'
    }

    It 'names the coordinate whose bounds are crossed' {
        { Invoke-Optimizer -Objective { param($x, $rate) $x * $x + $rate } -Start 1, 1 -Within @{ rate = '3..2' } } |
            Should -Throw "-Within of rate is '3..2': write lower..upper, the lower one first*"
    }

    It 'draws a logarithmic axis where a minus sign has a mark of its own' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'ar-SA'
            Invoke-Optimizer GradientDescent -Objective Sphere -LearningRate 0.4 -MaxIterations 60 |
                Export-TrajectoryPlot "$TestDrive/a.svg"
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
        Get-Item "$TestDrive/a.svg" | Should -Not -BeNullOrEmpty
    }
}
