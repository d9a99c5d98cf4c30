# Show-Trajectory at a terminal: util-linux's script gives a child PowerShell one.
BeforeAll {
    $module = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    $file = Join-Path $TestDrive 'draw.ps1'
    function Show([string] $before, [int] $columns = 90, [string] $after = '') {
        if (-not ($IsLinux -and (Get-Command script -ErrorAction Ignore))) {
            Set-ItResult -Skipped -Because 'there is no script of util-linux'
        }
        Set-Content $file @"
`$ProgressPreference = 'SilentlyContinue'
Import-Module '$module'
$before
Invoke-Optimizer Momentum, Adam -Objective Himmelblau -LearningRate 0.01 -MaxIterations 60 | Show-Trajectory -Height 8 $after
"@
        # The terminal asks for the place of its cursor and for modes; only colours matter here.
        $text = script -qc "stty cols $columns rows 60; dotnet tool run pwsh -- -NoProfile -File '$file'" /dev/null | Out-String
        $text = $text -creplace "`e\[\??[\d;]*[A-Za-ln-z]|`e[=>]"
        @($text -split '\r?\n' | Where-Object { $_ -and $_ -notmatch '^\W*$' })
    }
    function Get-Plain([string[]] $lines) { $lines -replace "`e\[[\d;]*m" }
}

Describe 'Show-Trajectory at a terminal' {
    It 'has colours and the width of the terminal, <_> columns' -ForEach 70, 120 {
        $lines = Show -columns $_
        "$lines" | Should -Match "`e\[0;38;5;\d+m"
        "$lines" | Should -Match "`e\[0;38;5;\d+;48;5;\d+m▀"
        (Get-Plain $lines | Measure-Object Length -Maximum).Maximum | Should -Be ($_ - 1)
    }

    It 'has no colour <Name>' -ForEach @(
        @{ Name = 'where NO_COLOR is set'; Before = '$env:NO_COLOR = 1'; After = '' }
        @{ Name = 'where $PSStyle.OutputRendering is PlainText'; Before = '$PSStyle.OutputRendering = "PlainText"'; After = '' }
        @{ Name = 'where the lines go on through the pipeline'; Before = ''; After = '| ForEach-Object { $_ }' }
    ) {
        $lines = Show -before $Before -after $After
        "$lines" | Should -Match 'Himmelblau'
        "$lines" | Should -Not -Match "`e\[[\d;]*m"
        "$lines" | Should -Match 'A Momentum'
    }
}
