<#
.SYNOPSIS
    Writes a page for each cmdlet, from its help.
.PARAMETER Folder
    Where the pages go.
#>
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

# The syntax, broken between parameters where it is longer than 80 columns.
function Get-Syntax($Name) {
    $syntax = (Get-Help $Name).Syntax | Out-String -Width 8000
    $lines = $syntax -split '\r?\n' | Where-Object { $_.Trim() } | ForEach-Object {
        ($_.Trim() -replace ' (?=\[<|<)', [char] 0xa0 -replace '(?=.{81})(.{1,76}) (?=\S)', "`$1`n    ") -replace [char] 0xa0, ' '
    }
    '```text', ($lines -join "`n`n"), '```', ''
}

function Get-Text($Part) { @($Part.Text | Where-Object { $_ } | ForEach-Object { Protect-Markdown $_; '' }) }

function Get-Fact($Parameter) {
    $facts = [ordered] @{
        Type = ConvertTo-Code $Parameter.type.name
        Default = ConvertTo-Code ("$($Parameter.defaultValue)" -replace '^None$')
        Position = $Parameter.position -eq 'named' ? '' : $Parameter.position
        Mandatory = $Parameter.required -eq 'true' ? 'yes' : ''
        Pipeline = $Parameter.pipelineInput -match '^true' ? ($Parameter.pipelineInput -replace '^True \(|\)$' -replace 'By', 'by ') : ''
        Aliases = ConvertTo-Code ($Parameter.aliases -replace '^none$')
        Wildcards = $Parameter.globbing -eq 'true' ? 'yes' : ''
    }
    $known = $facts.GetEnumerator() | Where-Object Value | ForEach-Object { "$($_.Key.ToLowerInvariant()) $($_.Value)" }
    $known -join ', ' -replace '^type ', ''
}

$commands = Get-Command -Module PSOptimize -CommandType Cmdlet | Sort-Object Name
foreach ($command in $commands) {
    $help = Get-Help $command.Name -Full
    $examples = foreach ($example in $help.examples.example) {
        "### $(Protect-Markdown ($example.title -replace '^[-\s]+|[-\s]+$'))", ''
        Get-Text $example.remarks
        '```powershell', $example.code.Trim(), '```', ''
    }
    $parameters = foreach ($parameter in $help.parameters.parameter | Sort-Object { $_.position -eq 'named' }, position, name) {
        "### <a id=`"$($parameter.name.ToLowerInvariant())`"></a>-$($parameter.name)", ''
        Get-Text $parameter.Description
        "<small>$(Get-Fact $parameter)</small>", ''
    }
    $page = @(
        Protect-Markdown $help.Synopsis; ''
        Get-Syntax $command.Name
        Get-Text $help.description
        if ($examples) { '## Examples', ''; $examples }
        '## Parameters', ''; $parameters
        if ($names = @($help.inputTypes.inputType.type.name | Where-Object { $_ })) {
            '## Input', ''; ($names | ConvertTo-Code) -join ', '; ''
        }
        if ($names = @($help.returnValues.returnValue.type.name | Where-Object { $_ })) {
            '## Output', ''; ($names | ConvertTo-Code) -join ', '; ''
        }
        if ($links = @($help.relatedLinks.navigationLink.linkText | Where-Object { $_ -in $commands.Name })) {
            '## Related', ''; ($links | ForEach-Object { "[$_]($_.md)" }) -join ', '
        }
    )
    Set-Page (Join-Path $Folder "$($command.Name).md") $command.Name $page
}

$rows = foreach ($command in $commands) {
    [ordered] @{ Cmdlet = "[$($command.Name)]($($command.Name).md)"; 'What it does' = Protect-Markdown (Get-Help $command.Name).Synopsis }
}
Set-Page (Join-Path $Folder index.md) Cmdlets (ConvertTo-Table $rows)
$contents = [ordered] @{ 'All cmdlets' = 'index.md' }
$commands.Name | ForEach-Object { $contents[$_] = "$_.md" }
Set-Contents $Folder $contents
