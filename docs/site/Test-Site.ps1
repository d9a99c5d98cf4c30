<#
.SYNOPSIS
    Visits every page of out/site in Chromium, and fails if a link is broken, a page reports an error, asks another host, or is too wide.
.DESCRIPTION
    Needs Chromium, Node.js and npm; without one of them it says so and visits nothing.
.PARAMETER Pictures
    A folder for pictures of some pages, to be looked at.
.EXAMPLE
    docs/site/Test-Site.ps1 -Pictures out/pictures
#>
param([string] $Pictures)
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path (Join-Path $PSScriptRoot ../..)).Path
$chromium = Get-Command chromium, chromium-browser, google-chrome -ErrorAction Ignore | Select-Object -First 1
$lacking = @(if (-not $chromium) { 'Chromium' }) + @('node', 'npm' | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) })
if ($lacking) {
    Write-Warning "The pages are not visited, because there is no $($lacking -join ', ')."
    return
}
if ($Pictures) { $null = New-Item $Pictures -ItemType Directory -Force }
$driver = Join-Path $root tests/PSOptimize.PowerShell.Tests/Browser
Push-Location $driver
try { npm ci --ignore-scripts --no-audit --no-fund | Out-Null }
finally { Pop-Location }
node (Join-Path $PSScriptRoot check.mjs) $chromium.Source (Join-Path $root out/site) $Pictures
if ($LASTEXITCODE -ne 0) { throw 'The site is not in order.' }
