<#
.SYNOPSIS
    Finds what the scripts of this repository avoid: one line of text a place.
.DESCRIPTION
    Rules that can be decided from the syntax tree alone, without a false alarm. PSScriptAnalyzer knows more, where it is installed.
.PARAMETER Text
    The text of the script.
#>
param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)

$problems = $null
$script = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $problems)
$problems | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Message)" }

$nodes = $script.FindAll({ $true }, $true) | Group-Object { $_.GetType().Name } -AsHashTable
function Write-Problem($node, [string] $what) { "line $($node.Extent.StartLineNumber): $($node.Extent.Text.Split("`n")[0]): $what" }

# Windows has aliases that elsewhere are names of programs.
$aliases = (Get-Alias).Name + 'ls', 'cat', 'cp', 'mv', 'rm', 'ps', 'diff', 'sort', 'sleep', 'tee', 'man', 'mount', 'compare', 'start'
foreach ($command in $nodes.CommandAst) {
    $name = $command.GetCommandName()
    if ($name -in $aliases) { Write-Problem $command 'an alias in place of the name of the command' }
    if ($name -in 'Write-Host', 'Invoke-Expression') { Write-Problem $command 'output that no pipeline sees, or code out of text' }

    # What stands behind the name of a parameter may be its value, so does not count.
    $elements = $command.CommandElements
    $positional = 1..$elements.Count | Where-Object {
        $elements[$_] -is [System.Management.Automation.Language.ExpressionAst] -and
        ($elements[$_ - 1] -isnot [System.Management.Automation.Language.CommandParameterAst] -or $elements[$_ - 1].Argument)
    }
    if ($name -like '*-*' -and @($positional).Count -gt 3) { Write-Problem $command 'more than three arguments by position' }
}

$functions = $nodes.FunctionDefinitionAst
$verbs = (Get-Verb).Verb
foreach ($function in $functions) {
    if ($function.Name -like '*-*' -and $function.Name.Split('-')[0] -notin $verbs) { Write-Problem $function 'the verb is not approved' }
}

# A variable counts as read wherever it stands but on the left of an assignment or in a list of parameters, in whatever scope.
$written = [System.Collections.Generic.HashSet[object]]::new()
foreach ($assignment in $nodes.AssignmentStatementAst) {
    $left = $assignment.Left
    foreach ($target in $left -is [System.Management.Automation.Language.ArrayLiteralAst] ? $left.Elements : $left) {
        while ($target -is [System.Management.Automation.Language.AttributedExpressionAst]) { $target = $target.Child }
        if ($target -is [System.Management.Automation.Language.VariableExpressionAst]) { $null = $written.Add($target) }
    }
}
$ownUse = 'null', 'ErrorActionPreference', 'ProgressPreference', 'WarningPreference', 'PSDefaultParameterValues'
$read = $ownUse + @($nodes.VariableExpressionAst | Where-Object {
    -not $written.Contains($_) -and $_.Parent -isnot [System.Management.Automation.Language.ParameterAst]
} | ForEach-Object { $_.VariablePath.UserPath })
$captured = "$($nodes.AttributeAst)" -match 'SuppressMessage.*PSUseDeclaredVarsMoreThanAssignments'
foreach ($variable in $written) {
    $name = $variable.VariablePath
    if ($name.IsUnqualified -and $name.UserPath -notin $read -and -not $captured) { Write-Problem $variable 'assigned and never read' }
    if ($name.UserPath -in 'args', 'input', 'matches', 'error', 'event', 'host', 'pid', 'this', 'foreach', 'switch') {
        Write-Problem $variable 'PowerShell keeps this variable for itself'
    }
}
foreach ($parameter in @($functions.Parameters) + $functions.Body.ParamBlock.Parameters + $script.ParamBlock.Parameters) {
    if ($parameter -and $parameter.Name.VariablePath.UserPath -notin $read) { Write-Problem $parameter 'a parameter that is never read' }
}

foreach ($comparison in $nodes.BinaryExpressionAst) {
    if ($comparison.Operator -match '^[IC](eq|ne)$' -and "$($comparison.Right)" -eq '$null') {
        Write-Problem $comparison 'of a list, $null on the right takes its elements'
    }
}
foreach ($catch in $nodes.CatchClauseAst) {
    if ($catch.Body.Statements.Count -eq 0) { Write-Problem $catch 'an error is swallowed' }
}

$number = 0
foreach ($line in $Text -split '\r?\n') {
    $number++
    if ($line -match '\s$') { "line ${number}: white space at the end" }
    if ($line -match "`t") { "line ${number}: a tab" }
}
