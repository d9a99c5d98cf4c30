# The part of the quick start in PowerShell: five methods race down Rosenbrock's valley, and every step is written into a CSV file.
param([Parameter(Mandatory)] [string] $Path)

[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
$runs = & "$PSScriptRoot/../five-methods.ps1" -Path $Path

"PowerShell $($PSVersionTable.PSVersion): Rosenbrock's valley from [0.1 3]; the minimum is 0 at [1 1]."
$columns = @(
    @{ Name = 'Method'; Expression = { $_.Label } }
    @{ Name = 'Rate'; Expression = { $_.Last.LearningRate }; FormatString = '0.####' }
    @{ Name = 'Iterations'; Expression = { $_.Iterations } }
    @{ Name = 'Value'; Expression = { $_.Value }; FormatString = '0.0e+0' }
    @{ Name = 'x'; Expression = { $_.Point[0] }; FormatString = '0.0000' }
    @{ Name = 'y'; Expression = { $_.Point[1] }; FormatString = '0.0000' }
    @{ Name = 'Curve'; Expression = { $_.Curve } }
    @{ Name = 'Outcome'; Expression = { $_.Outcome -replace 'Exhausted' } }
)
$runs | Format-Table $columns -AutoSize
