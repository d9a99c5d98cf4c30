<#
.SYNOPSIS
    Fits a law of radiation to measurements: the reference data set DanWood of NIST, from a CSV file.
.DESCRIPTION
    The energy y that a carbon filament lamp radiates at the temperature x (in 1,000 K), modelled as y = b1 x^b2. The objective is a script
    block that closes over the imported rows. NIST certifies b1 = 0.76886226176, b2 = 3.8604055871 and a sum of squares of 0.0043173084083.
.EXAMPLE
    examples/nist.ps1
#>
param()

Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$rows = Import-Csv (Join-Path $PSScriptRoot 'data/nist/DanWood.csv')

$misfit = New-Objective -Name DanWood {
    param($b1, $b2)
    $sum = 0.0
    foreach ($row in $rows) {
        $residual = [double]$row.y - $b1 * [Math]::Pow([double]$row.x, $b2)
        $sum += $residual * $residual
    }
    $sum
}

$misfit | Invoke-Optimizer -Start 1, 5
