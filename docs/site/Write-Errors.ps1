<#
.SYNOPSIS
    Writes the page of outcomes and errors: how a run ends, why it fails, and each error by its id.
.PARAMETER Folder
    Where the page goes.
.PARAMETER Comments
    The documentation comments of the core and of the storage.
.PARAMETER Source
    The folder of the sources of the cmdlets, in which the errors are declared.
#>
param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] $Comments, [Parameter(Mandatory)] [string] $Source)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

function Get-Choice([string] $Enumeration) {
    $type = (Get-OptimizerMethod Adam).GetType().Assembly.GetType($Enumeration)
    ConvertTo-Table @([enum]::GetNames($type) | ForEach-Object {
            [ordered] @{ Name = ConvertTo-Code $_; Meaning = ConvertFrom-Comment $Comments["F:$Enumeration.$_"] summary }
        })
}

$errors = & (Join-Path $PSScriptRoot Find-ErrorId.ps1) $Source $Comments
$entries = foreach ($entry in $errors) {
    "### $($entry.Id)", ''
    foreach ($text in $entry.When) { Protect-Markdown $text; '' }
    if (-not $entry.When -and -not $entry.Messages) { 'Its sentence says what is wrong.'; '' }
    foreach ($text in $entry.Messages) { "> $(Protect-Markdown $text)"; '' }
}
$page = @(
    'A run that does not converge is no error: its outcome says why it ended, with the numbers that decided it,'
    'and its best point is kept.'; ''
    '## Outcomes', ''; Get-Choice PSOptimize.Stopping.OutcomeKind
    '[How a run ends](topics/methods.md) tells more, and which method ends by itself.'; ''
    '## Reasons of failures', ''; Get-Choice PSOptimize.Stopping.FailureReason
    '## Errors', ''
    'An error has an id, which `$error[0].FullyQualifiedErrorId` shows, and a sentence that says what to do. Where the sentence names'
    'something of yours, it is in ‹brackets› here.'; ''
    $entries
)
Set-Page (Join-Path $Folder errors.md) 'Outcomes and errors' $page
