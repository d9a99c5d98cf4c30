<#
.SYNOPSIS
    Writes a page whose code is run: what each block puts out, in 80 columns, follows it, and files that it makes lie beside the page.
.DESCRIPTION
    A block that begins with ```powershell run is shown with what it puts out, one that begins with ```powershell hidden is only run.
    The blocks of a page are run in one session, as if typed. An error ends the build. $repository is the folder of the repository.
    A picture name.svg with a name.dark.svg beside it is shown by the colours of the page.
.PARAMETER Path
    The page with its code.
.PARAMETER Folder
    Where the page goes.
#>
param([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

$null = New-Item $Folder -ItemType Directory -Force
$shell = [powershell]::Create()

# What code puts out at a prompt of 80 columns; warnings as the prompt shows them.
function Invoke-Code([string] $Code) {
    $shell.Commands.Clear()
    $shell.Streams.ClearStreams()
    $null = $shell.AddScript($Code, $false).AddCommand('Out-String').AddParameter('Width', 80)
    try {
        $text = -join $shell.Invoke()
    }
    catch {
        throw "In $Path, $($_.Exception.InnerException.Message)`n$Code"
    }
    $shell.Streams.Warning | ForEach-Object { "WARNING: $_" }
    # A terminal of 80 columns breaks longer lines.
    ($text -replace '^\s*\n' -replace '(?m)^(?=.{81})(.{1,80})\s(?=\S)', "`$1`n").TrimEnd()
}

try {
    $null = Invoke-Code @"
Import-Module '$(Join-Path (Get-Module PSOptimize).ModuleBase PSOptimize.psd1)'
Set-Location '$Folder'
`$PSStyle.OutputRendering = 'PlainText'
`$ErrorActionPreference = 'Stop'
`$repository = '$(Join-Path $PSScriptRoot ../..)'
"@
    $block = $null
    $page = foreach ($line in Get-Content $Path) {
        if ($null -eq $block -and $line -match '^```powershell (run|hidden)$') {
            $block = [System.Collections.Generic.List[string]]::new()
            $isShown = $Matches[1] -eq 'run'
        }
        elseif ($null -eq $block) {
            if ($line -match '^!\[(.*)\]\((.*)\.svg\)$') { Get-Picture $Matches[2] $Matches[1] }
            else { $line }
        }
        elseif ($line -ne '```') { $block.Add($line) }
        else {
            $output = Invoke-Code ($block -join "`n")
            if ($isShown) {
                '```powershell', $block, '```'
                if ("$output".Trim()) { '', '```text', $output, '```' }
            }
            $block = $null
        }
    }
    $page | Set-Content (Join-Path $Folder (Split-Path $Path -Leaf))
}
finally {
    $shell.Dispose()
}
