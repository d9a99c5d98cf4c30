BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')

    function Measure-Point([object] $Step) {
        foreach ($point in $Step.Request.Points) { [Math]::Pow($point[0] - 1, 2) + 3 * [Math]::Pow($point[1] + 2, 2) }
    }
}

Describe 'Step-Optimizer by hand' {
    It 'reaches the minimum: <_>' -ForEach 'NelderMead', 'CMAES', 'PatternSearch', 'DifferentialEvolution' {
        $step = Step-Optimizer -Method $_ -Start 0, 0 -Within '-5..5' -Seed 4
        foreach ($i in 1..150) { $step = $step | Step-Optimizer -Value (Measure-Point $step) }
        $step.Value | Should -BeLessThan 1e-6
        [Math]::Abs($step.Best[0] - 1) | Should -BeLessThan 1e-2
    }

    It 'gives the same bits through <Way>: <Method>' -ForEach @(
        foreach ($method in 'NelderMead', 'CMAES', 'SimulatedAnnealing', 'AugmentedRandomSearch') {
            @{
                Method  = $method
                Way     = 'Export-Clixml and Import-Clixml'
                Through = { param($step) $step | Export-Clixml $TestDrive/step.xml; Import-Clixml $TestDrive/step.xml }
            }
            @{
                Method  = $method
                Way     = 'ConvertTo-Json and ConvertFrom-Json'
                Through = { param($step) $step | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }
            }
            @{
                Method  = $method
                Way     = 'a file of text'
                Through = { param($step) $step.Json | Set-Content $TestDrive/step.json; Get-Content $TestDrive/step.json }
            }
        }
    ) {
        $plain = Step-Optimizer $Method 0.5, 3 -Seed 9
        $saved = & $Through $plain | Step-Optimizer
        $saved -eq $plain | Should -BeTrue
        foreach ($i in 1..12) {
            $values = Measure-Point $plain
            $plain = $plain | Step-Optimizer -Value $values
            $saved = & $Through $saved | Step-Optimizer -Value $values
            $saved -eq $plain | Should -BeTrue -Because "step $i gives an equal state"
        }
        $saved.Json | Should -BeExactly $plain.Json
    }

    It 'has equal states for equal steps only' {
        $step = Step-Optimizer NelderMead 1, 2
        $step -eq (Step-Optimizer NelderMead 1, 2) | Should -BeTrue
        $step -eq (Step-Optimizer NelderMead 1, 3) | Should -BeFalse
        $step -eq (Step-Optimizer NelderMead 1, 2 -Size 0.3) | Should -BeFalse
        ($step | Step-Optimizer -Value 1, 2, 3) -eq ($step | Step-Optimizer -Value 1, 2, 3) | Should -BeTrue
        ($step | Step-Optimizer -Value 1, 2, 3) -eq ($step | Step-Optimizer -Value 1, 2, 4) | Should -BeFalse
    }

    It 'remembers to maximise' {
        $step = (Step-Optimizer GradientDescent 3 -LearningRate 0.5 -Maximize).Json | Step-Optimizer -Value 1 -Gradient 2
        $step.Maximize | Should -BeTrue
        $step.Point.ToArray() | Should -Be 4
    }

    It 'shows what it asks for' {
        $step = Step-Optimizer NelderMead 1, 2
        $step | Out-String -Width 120 | Should -Match 'NelderMead +0 +– +\[1 2\] value at \[1 2\], \[1.2 2\], \[1 2.2\]'
        Step-Optimizer DifferentialEvolution 1, 2 | Out-String -Width 120 | Should -Match 'value at 20 points: \[1 2\], '
        $step | Format-List | Out-String -Width 120 |
            Should -Match '(?s)Iteration : 0.*Best +: \[1 2\].*Wants +: Value.*At +: \[1 2\]\r?\n +\[1.2 2\]'
        $step.Request | Out-String -Width 120 | Should -Match 'Value +\[1 2\], \[1.2 2\], \[1 2.2\]'
    }
}
