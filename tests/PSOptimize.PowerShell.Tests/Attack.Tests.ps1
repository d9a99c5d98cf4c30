# What the attack found, each with a call of its own.
BeforeAll {
    $module = Join-Path $PSScriptRoot ../../out/PSOptimize/PSOptimize.psd1
    Import-Module $module
}

Describe 'What the attack found' {
    It 'refuses by id <Id>: <Call>' -ForEach @(
        @{ Call = { 'no run' | Export-Run "$TestDrive/x.csv" }; Id = 'BadArgument' }
        @{ Call = { Invoke-Optimizer Adam -Objective Sphere -MaxTime 1e300 }; Id = 'CannotConvertArgumentNoMessage' }
        @{ Call = { Invoke-Optimizer Adam -Objective Booth -AtMost { param($x, $y) $null = Get-Date; throw 'deep' } }; Id = 'ScriptThrew' }
    ) {
        $thrown = try { & $Call } catch { $_ }
        $thrown.FullyQualifiedErrorId.Split(',')[0] | Should -Be $Id
    }

    It 'names the property of an object that throws' {
        $throwing = [pscustomobject]@{ } | Add-Member ScriptProperty Json { throw 'no property' } -PassThru
        { $throwing | Step-Optimizer -Value 1 } | Should -Throw '*no property*' -ErrorId 'BadArgument,*'
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
