BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $run = Invoke-Optimizer Adam 0.1, 3 -Objective Rosenbrock -LearningRate 0.05 -GradientTolerance 1e-9
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'The views' {
    It 'show a run as a line with its outcome and its best point' {
        $text = $run | Out-String -Width 120
        $text | Should -Match 'Objective +Method +Outcome +Iterations +Value +Point'
        $text | Should -Match 'Rosenbrock +Adam +Budget +1000 .*\[\S+ \S+\]'
    }

    It 'fit a run into 80 columns' {
        $lines = ($run | Out-String -Width 80) -split '\r?\n' | Where-Object { $_ }
        $lines.Count | Should -Be 3
        $lines[2].TrimEnd().Length | Should -BeLessOrEqual 80
        $lines[2] | Should -Not -Match '…'
        $run | Format-List | Out-String | Should -Match 'Curve +: [▁▂▃▄▅▆▇█]{5,}'
    }

    It 'say in the list how a run ended, what was achieved against what was required, and how the gradient was obtained' {
        $text = $run | Format-List | Out-String -Width 160
        $text | Should -Match 'Outcome +: Budget exhausted: Iterations 1000 of 1000'
        $text | Should -Match '\|gradient\| = \S+ ≰ 1E-09'
        $text | Should -Match 'Gradient +: gradient as given'
        $text | Should -Match 'Best value +: .* at iteration \d+'
    }

    It 'say what a method needs' {
        $text = Get-OptimizerMethod Adam, Sophia, NelderMead, LevenbergMarquardt | Out-String -Width 120
        $text | Should -Match '(?m)^Adam +gradient +m'
        $text | Should -Match '(?m)^Sophia +gradient, Hv '
        $text | Should -Match '(?m)^NelderMead +value '
        $text | Should -Match '(?m)^LevenbergMarquardt +residuals '
    }

    It 'have a table for <Type>' -ForEach @(
        @{ Type = 'an objective'; Command = { New-Objective -Problem Rosenbrock }; Header = 'Name +Coordinates +Goal +Differentiation' }
        @{ Type = 'a row'; Command = { $run | Get-Trajectory -Last 1 }; Header = 'Run +Method +Iteration +Value' }
        @{ Type = 'a method'; Command = { New-Optimizer Adam }; Header = 'Label +Name +Settings' }
        @{ Type = 'a method of the catalogue'; Command = { Get-OptimizerMethod Adam }; Header = 'Name +Needs +Summary' }
        @{ Type = 'a schedule'; Command = { New-Schedule InverseTime -Initial 0.1 -Decay 1 }; Header = 'Schedule' }
        @{ Type = 'a test problem'; Command = { Get-TestProblem Rosenbrock }; Header = 'Name +Dimension +Minimum +Start +Convex +Formula' }
        @{
            Type    = 'a measurement'
            Command = { Measure-Objective 1, 2 -Objective Rosenbrock }
            Header  = 'Objective +Point +Value +GradientNorm +Gradient'
        }
        @{
            Type    = 'a comparison'
            Command = { Test-Gradient 1, 2 -Objective Rosenbrock }
            Header  = 'Objective +Coordinate +Given +Numeric +RelativeError +Passed'
        }
        @{ Type = 'a step'; Command = { Step-Optimizer Adam 1, 2 }; Header = 'Method +Iteration +Value +Point +Asks' }
    ) {
        & $Command | Out-String -Width 120 | Should -Match $Header
    }

    It 'show the constraints of a problem, in 80 columns' {
        $text = Get-TestProblem HS71 | Out-String -Width 80
        foreach ($part in 'x₁x₄(x₁ + x₂ + x₃) + x₃', 'x₁² + x₂² + x₃² + x₄² = 40', 'x₁x₂x₃x₄ ≥ 25', 'within 1..5') {
            $text | Should -Match "(?m)[ ]$([regex]::Escape($part))\r?$"
        }
        $text = Get-TestProblem HS71 | Format-List | Out-String -Width 80
        $text | Should -Match 'Equations +: x₁² \+ x₂² \+ x₃² \+ x₄² = 40'
        $text | Should -Match 'Inequalities +: x₁x₂x₃x₄ ≥ 25'
        $text | Should -Match 'Within +: 1\.\.5'
        Get-TestProblem Booth | Format-List | Out-String -Width 80 | Should -Not -Match 'Equations|Within'
    }

    It 'put each setting of a method on a line of its own' {
        $text = New-Optimizer Adam -Label Mine | Format-List | Out-String -Width 80
        $text | Should -Match 'Label +: Mine'
        $text | Should -Match 'Settings +: LearningRate = 0\.001\r?\n +Beta1 = 0\.9\r?\n'
        Get-OptimizerMethod Adam | Format-List | Out-String -Width 80 |
            Should -Match 'Defaults +: LearningRate = 0\.001  \(a number of at least 0\)\r?\n +Beta1 = 0\.9  \('
    }

    It 'say an outcome in words, and what a step asks for' {
        $run.Run.Outcome | Out-String -Width 120 | Should -Match 'Outcome +: Budget exhausted: Iterations 1000 of 1000'
        Step-Optimizer Adam 1, 2 | Out-String -Width 120 | Should -Match '– +\[1 2\] value and gradient at \[1 2\]'
    }

    It 'give advice in the list and with -Verbose, about a run and about the ends of several starts' {
        $slow = Invoke-Optimizer GradientDescent -Objective Rosenbrock -Start -1.2, 1 -LearningRate 2e-5 -MaxIterations 500 -Verbose 4>&1
        "$($slow | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })" | Should -Match 'narrow valley'
        $slow | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] } | Format-List | Out-String -Width 160 |
            Should -Match '(?s)Advice +: .*narrow\s+valley'
        $two = New-Objective { param($x, $y) $x * $x * $x * $x - 9 * $x * $x + $x + $y * $y }
        $far = $two | Invoke-Optimizer GradientDescent -Start (4, 4), (-4, -4) -LearningRate 0.01 -GradientTolerance 1e-6 -Verbose 4>&1
        "$($far | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })" | Should -Match 'several minima'
    }

    It 'show a point as its coordinates' {
        ($run.Start | Out-String).Trim() | Should -Be '[0.1 3]'
    }

    It 'show numbers whole, with fewer digits if the column is narrow: <Value>' -ForEach @(
        @{ Value = -1.234567890123e-101; Shown = '-1.235E-101' }
        @{ Value = -123456.789; Shown = '-123457' }
        @{ Value = 1e-9 / 3; Shown = '3.33333E-10' }
    ) {
        # What does not fit a column on the right loses its first characters, which would be another number.
        $constant = New-Objective { param($x) $null = $x; $Value } | Invoke-Optimizer RandomSearch 1 -MaxIterations 0
        $constant | Out-String -Width 80 | Should -Match ([regex]::Escape(" $Shown "))
        $constant | Get-Trajectory | Out-String -Width 80 | Should -Match ([regex]::Escape(" $Shown "))
    }

    It 'fit a comparison of gradients into 80 columns, whatever the name of the objective' {
        $long = New-Objective { param($x, $y) $x * $x + $y * $y } -Name 'An objective with a long name, as people write them'
        $text = $long | Test-Gradient 1.234567, 2.345678 | Out-String -Width 80
        $text | Should -Match 'RelativeError +Passed'
        $text | Should -Match 'An objectiv… +y .* True'
    }

    It 'show the main properties, and not all, of an object that follows another type' {
        $text = (New-Objective -Problem Sphere), $run, (Step-Optimizer Adam 1, 2) | Out-String -Width 120
        $text | Should -Match '(?s)Outcome +: BudgetExhausted.*Iterations +: 1000.*Point +: \[.*Asks +: value and gradient'
        $text | Should -Not -Match 'Trajectory|State|Memory'
    }

    It 'show a fit as a list with its parameters' {
        $rows = 'x,y', '1,2', '2,3', '3,5', '4,4', '5,7' | ConvertFrom-Csv
        $text = $rows | New-Objective -Linear -Target y | Invoke-Optimizer ClosedForm | Measure-Objective -Fit | Format-List | Out-String
        $text | Should -Match '(?s)Rows +: 5.*RSquared +: 0\.\d+.*Parameters +: x = 1\.1 ± .*Intercept = .*Predictions +: .*, … \(5 rows\)'
        $text | Should -Not -Match 'Accuracy'
    }

    It 'cover the output type of every cmdlet' {
        foreach ($command in Get-Command -Module PSOptimize) {
            foreach ($type in $command.OutputType) {
                $views = Get-FormatData -TypeName $type.Name
                if ($type.Type -and -not $type.Type.Namespace.StartsWith('System')) {
                    $views | Should -Not -BeNullOrEmpty -Because "$($type.Name) of $($command.Name) needs a view"
                }
            }
            $command.OutputType | Should -Not -BeNullOrEmpty -Because "$($command.Name) declares what it gives"
        }
    }
}
