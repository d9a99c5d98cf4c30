<#
.SYNOPSIS
    Finds what the scripts of this repository avoid, and writes one line of text per place.
.DESCRIPTION
    Applies rules that can be decided from the syntax tree alone, without false alarms. PSScriptAnalyzer, if it is installed, knows more.
.PARAMETER Text
    The text of the script.
#>
param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)

$problems = $null
$script = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $problems)
$problems | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Message)" }

$nodes = $script.FindAll({ $true }, $true) | Group-Object { $_.GetType().Name } -AsHashTable
function Write-Problem($node, [string] $what) { "line $($node.Extent.StartLineNumber): $($node.Extent.Text.Split("`n")[0]): $what" }

# Windows has aliases that are names of programs elsewhere.
$aliases = (Get-Alias).Name + 'ls', 'cat', 'cp', 'mv', 'rm', 'ps', 'diff', 'sort', 'sleep', 'tee', 'man', 'mount', 'compare', 'start'
foreach ($command in $nodes.CommandAst) {
    $name = $command.GetCommandName()
    if ($name -in $aliases) { Write-Problem $command 'an alias instead of the name of the command' }
    if ($name -in 'Write-Host', 'Invoke-Expression') { Write-Problem $command 'output that no pipeline sees, or code made from text' }

    # An expression after the name of a parameter may be its value, so it does not count.
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

# A variable counts as read anywhere except on the left of an assignment and in a list of parameters, in any scope.
$written = [System.Collections.Generic.HashSet[object]]::new()
foreach ($assignment in $nodes.AssignmentStatementAst) {
    $left = $assignment.Left
    foreach ($target in $left -is [System.Management.Automation.Language.ArrayLiteralAst] ? $left.Elements : $left) {
        while ($target -is [System.Management.Automation.Language.AttributedExpressionAst]) { $target = $target.Child }
        if ($target -is [System.Management.Automation.Language.VariableExpressionAst]) { $null = $written.Add($target) }
    }
}
$ownUse = 'null', 'ErrorActionPreference', 'ProgressPreference', 'WarningPreference', 'PSNativeCommandUseErrorActionPreference',
    'PSDefaultParameterValues'
$read = $ownUse + @($nodes.VariableExpressionAst | Where-Object {
    -not $written.Contains($_) -and $_.Parent -isnot [System.Management.Automation.Language.ParameterAst]
} | ForEach-Object { $_.VariablePath.UserPath })
$captured = "$($nodes.AttributeAst)" -match 'SuppressMessage.*PSUseDeclaredVarsMoreThanAssignments'
foreach ($variable in $written) {
    $name = $variable.VariablePath
    if ($name.IsUnqualified -and $name.UserPath -notin $read -and -not $captured) { Write-Problem $variable 'assigned and never read' }
    if ($name.UserPath -in 'args', 'input', 'matches', 'error', 'event', 'host', 'pid', 'this', 'foreach', 'switch') {
        Write-Problem $variable 'an automatic variable of PowerShell'
    }
}
foreach ($parameter in @($functions.Parameters) + $functions.Body.ParamBlock.Parameters + $script.ParamBlock.Parameters) {
    if ($parameter -and $parameter.Name.VariablePath.UserPath -notin $read) { Write-Problem $parameter 'a parameter that is never read' }
}

foreach ($comparison in $nodes.BinaryExpressionAst) {
    if ($comparison.Operator -match '^[IC](eq|ne)$' -and "$($comparison.Right)" -eq '$null') {
        Write-Problem $comparison '$null on the right of a list compares its elements'
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
