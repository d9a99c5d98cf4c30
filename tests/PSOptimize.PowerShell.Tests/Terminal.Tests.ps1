# What PowerShell shows at a terminal, which the program script of util-linux gives to a child PowerShell.
BeforeAll {
    $module = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    $file = Join-Path $TestDrive 'shown.ps1'
    function Get-Shown([string] $Command, [int] $Columns) {
        if (-not ($IsLinux -and (Get-Command script -ErrorAction Ignore))) {
            Set-ItResult -Skipped -Because 'util-linux with its program script is not installed'
        }
        Set-Content $file "`$ProgressPreference = 'SilentlyContinue'`nImport-Module '$module'`n$Command"
        # PowerShell asks the terminal for the position of the cursor and sets modes; only colours matter here.
        $text = script -qc "stty cols $Columns rows 60; dotnet tool run pwsh -- -NoProfile -File '$file'" /dev/null | Out-String
        $text = $text -creplace "`e\[\??[\d;]*[A-Za-ln-z]|`e[=>]"
        @($text -split '\r?\n' | Where-Object { $_ -and $_ -notmatch '^\W*$' })
    }
    function Get-Picture([string] $Before, [int] $Columns = 90, [string] $After = '') {
        $runs = 'Invoke-Optimizer Momentum, Adam -Objective Himmelblau -LearningRate 0.01 -MaxIterations 60'
        Get-Shown "$Before`n$runs | Show-Trajectory -Height 8 $After" -Columns $Columns
    }
    function Get-Plain([string[]] $Lines) { $Lines -replace "`e\[[\d;]*m" }
}

Describe 'Show-Trajectory at a terminal' {
    It 'has colours and the width of the terminal, <_> columns' -ForEach 70, 120 {
        $lines = Get-Picture -Columns $_
        "$lines" | Should -Match "`e\[0;38;5;\d+m"
        "$lines" | Should -Match "`e\[0;38;5;\d+;48;5;\d+m▀"
        (Get-Plain $lines | Measure-Object Length -Maximum).Maximum | Should -Be ($_ - 1)
    }

    It 'has no colour <Name>' -ForEach @(
        @{ Name = 'if NO_COLOR is set'; Before = '$env:NO_COLOR = 1'; After = '' }
        @{ Name = 'if $PSStyle.OutputRendering is PlainText'; Before = '$PSStyle.OutputRendering = "PlainText"'; After = '' }
        @{ Name = 'if the lines are piped to another command'; Before = ''; After = '| ForEach-Object { $_ }' }
    ) {
        $lines = Get-Picture -Before $Before -After $After
        "$lines" | Should -Match 'Himmelblau'
        "$lines" | Should -Not -Match "`e\[[\d;]*m"
        "$lines" | Should -Match 'A Momentum'
    }
}

Describe 'The views at a terminal' {
    It 'break text between words: <_> columns' -ForEach 60, 100 {
        $run = 'Invoke-Optimizer GradientDescent 1, 1 -Objective Sphere -LearningRate 1e-4 | Format-List'
        $lines = Get-Plain (Get-Shown "$run; Get-OptimizerMethod CMAES, Adan" -Columns $_)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $text = $lines.Trim() -join ' '
        $text | Should -Match 'over the last quarter\. Allow more iterations, or try a learning rate'
        $text | Should -Match 'follow the better half'
        $text | Should -Match 'its change, and its look-ahead squared'
    }
}
