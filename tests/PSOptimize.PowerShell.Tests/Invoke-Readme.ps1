<#
.SYNOPSIS
    Runs the examples of the README in PowerShell as they stand, and gives each command with what it gave and what the README shows.
.PARAMETER Readme
    The README.
.PARAMETER Examples
    The folder that ./examples stands for.
.PARAMETER Module
    The module that ./out/PSOptimize stands for: a folder, or the name of an installed one.
.PARAMETER Folder
    An empty folder to work in.
#>
param(
    [Parameter(Mandatory)] [string] $Readme,
    [Parameter(Mandatory)] [string] $Examples,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Folder
)
$ErrorActionPreference = 'Stop'
$text = (Get-Content $Readme -Raw).Replace("`r", '')
$rendering, $culture = $PSStyle.OutputRendering, [cultureinfo]::CurrentCulture
Push-Location $Folder
try {
    $PSStyle.OutputRendering, [cultureinfo]::CurrentCulture = 'PlainText', [cultureinfo]'en-US'
    # The one script; the prompts below go on where it ends.
    $script = [regex]::Match($text, '(?s)```powershell\n(Import-Module .*?)```').Groups[1].Value
    . ([scriptblock]::Create($script.Replace('./out/PSOptimize', $Module)))

    foreach ($block in [regex]::Matches($text, '(?s)```text\n(PS> .*?)\n```')) {
        # A command is a line at the prompt with its continuations; the text below, up to the next prompt, is what it shows.
        foreach ($part in [regex]::Matches($block.Groups[1].Value, '(?s)PS> ((?:[^\n]*)(?:\n>> [^\n]*)*)(.*?)(?=\nPS> |$)')) {
            $command = $part.Groups[1].Value.Replace("`n>>", "`n").Replace('./examples', $Examples)
            $shown = $part.Groups[2].Value.Trim("`n")
            if ($command -eq 'Get-Content runs.csv') { Set-Content runs.csv $shown }
            $given = . ([scriptblock]::Create($command)) 3>$null |
                # A terminal has 80 columns; the lines of a file are as wide as they are.
                Out-String -Width ($command -like 'Get-Content *' ? 200 : 80)
            [pscustomobject]@{ Command = $command; Given = ($given -replace '[ \t]+(?=\r?\n)' -replace '\r').Trim("`n"); Shown = $shown }
        }
    }
}
finally {
    $PSStyle.OutputRendering, [cultureinfo]::CurrentCulture = $rendering, $culture
    Pop-Location
}
