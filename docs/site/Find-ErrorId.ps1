<#
.SYNOPSIS
    Finds the ids of the errors that the cmdlets report, in the source: id, message and, if a comment says so, when it is reported.
.PARAMETER Source
    The folder of the sources.
.PARAMETER Comments
    The documentation comments of the core and of the storage, which say what the reasons of refusals are.
#>
param([Parameter(Mandatory)] [string] $Source, [Parameter(Mandatory)] $Comments)
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName Microsoft.CodeAnalysis, Microsoft.CodeAnalysis.CSharp

# What the C# compiler in PowerShell calls the things that are looked for.
$nodes = 'Microsoft.CodeAnalysis.CSharp.Syntax'
$kindOf = { $args[0].GetType().FullName -replace "^$nodes\.|Syntax$" }

# What is put into a message, as a word: the last name of the expression.
function Get-Word($Expression) {
    switch (& $kindOf $Expression) {
        'IdentifierName' { "‹$Expression›" }
        'MemberAccessExpression' { "‹$($Expression.Name)›" }
        'InvocationExpression' { '…' }
        default { '…' }
    }
}

# The message that an expression makes.
function Get-Message($Expression) {
    switch (& $kindOf $Expression) {
        'LiteralExpression' { $Expression.Token.ValueText -replace '^null$' }
        'InterpolatedStringExpression' {
            -join $(foreach ($part in $Expression.Contents) {
                    (& $kindOf $part) -eq 'InterpolatedStringText' ? $part.TextToken.ValueText : (Get-Word $part.Expression)
                })
        }
        'BinaryExpression' { (Get-Message $Expression.Left) + (Get-Message $Expression.Right) }
        'ParenthesizedExpression' { Get-Message $Expression.Expression }
        'ConditionalExpression' {
            @($Expression.WhenTrue, $Expression.WhenFalse | ForEach-Object { Get-Message $_ } | Where-Object { $_ }) -join ' / '
        }
        'SimpleLambdaExpression' { Get-Message $Expression.Body }
        { $_ -in 'InvocationExpression', 'ObjectCreationExpression', 'ImplicitObjectCreationExpression' } {
            # Of what a call is given, the longest text is the message.
            @($Expression.ArgumentList.Arguments | ForEach-Object { Get-Message $_.Expression } | Where-Object { $_ -match ' ' } |
                    Sort-Object Length -Descending)[0]
        }
        default { '' }
    }
}

function Get-Summary($Member) {
    $trivia = $Member.GetLeadingTrivia() | ForEach-Object ToString | Where-Object { $_ -match '///|<summary>' }
    $found = [regex]::Match(("$trivia" -replace '///'), '(?s)<summary>(.*?)</summary>')
    $found.Success ? ($found.Groups[1].Value -replace '<see cref="[^"]*?(\w+)"/>', '$1' -replace '<[^>]+>' -replace '\s+', ' ').Trim() : ''
}

$enumerations = @{ CheckpointException = 'PSOptimize.Runs.Checkpoints.CheckpointError'; StoreException = 'PSOptimize.Storage.StoreError' }
function Get-Reason([string] $Prefix, [string] $Enumeration) {
    foreach ($name in $Comments.Keys -like "F:$Enumeration.*" | Sort-Object) {
        $when = $Comments[$name].SelectSingleNode('summary').InnerText.Trim() -replace '\s+', ' '
        [pscustomobject] @{ Id = $Prefix + $name.Split('.')[-1]; Message = ''; When = $when }
    }
}

$isId = '^[A-Z][a-z]+([A-Z]\w*)?$'
$files = Get-ChildItem $Source -Recurse -Filter '*.cs' | Where-Object FullName -NotMatch '[\\/](obj|bin)[\\/]'
$found = foreach ($file in $files) {
    $text = Get-Content $file -Raw
    if ($text -notmatch 'ErrorRecord|ScriptException|SessionException') { continue }
    $declares = $file.Name -match '(Errors|Exception)\.cs$'
    $root = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($text).GetRoot()
    # What Unknown calls, with the words of whoever calls it.
    $unknown = $root.DescendantNodes() | Where-Object { "$($_.Identifier)" -eq 'Unknown' -and $_.ExpressionBody } |
        ForEach-Object { $_.ExpressionBody.Expression }
    foreach ($node in $root.DescendantNodes()) {
        $called = "$(switch (& $kindOf $node) {
            'InvocationExpression' { "$($node.Expression)" }
            'ObjectCreationExpression' { "new $($node.Type)" }
            'ImplicitObjectCreationExpression' { $declares ? 'new ErrorRecord' : '' }
            })"
        if ($called -notmatch '^((Errors\.)?(Record|Unknown)|new (ErrorRecord|ScriptException|SessionException))$') { continue }
        $member = $node.Ancestors() | Where-Object { (& $kindOf $_) -eq 'MethodDeclaration' } | Select-Object -First 1
        $given = @($node.ArgumentList.Arguments.Expression)
        $when = $declares -and $member ? (Get-Summary $member) : ''
        foreach ($argument in $given | Select-Object -First 2) {
            if ((& $kindOf $argument) -eq 'LiteralExpression' -and $argument.Token.ValueText -cmatch $isId) {
                $message = Get-Message ($called -eq 'Unknown' ? $unknown : $node)
                [pscustomobject] @{ Id = $argument.Token.ValueText; Message = $message; When = $when }
                break
            }
            # An id that a local variable holds is one of the texts that it may get.
            if ("$argument" -eq 'id' -and $member) {
                foreach ($literal in $member.DescendantNodes() | Where-Object { (& $kindOf $_) -eq 'LiteralExpression' }) {
                    $isArgument = (& $kindOf $literal.Parent) -eq 'Argument' -and (& $kindOf $literal.Parent.Parent) -ne 'TupleExpression'
                    if (-not $isArgument -and $literal.Token.ValueText -cmatch '^[A-Z][a-z]+[A-Z]\w*$') {
                        [pscustomobject] @{ Id = $literal.Token.ValueText; Message = Get-Message $node; When = $when }
                    }
                }
            }
            if ("$argument" -match '^\$"(\w+)\{error\.Error\}"$') {
                $type = "$($member.ParameterList.Parameters[0].Type)"
                Get-Reason $Matches[1] $enumerations[$type]
            }
            if ("$argument" -eq 'refusal.Kind.ToString()') { Get-Reason '' PSOptimize.Runs.Requests.RefusalKind }
        }
    }
}

foreach ($group in $found | Group-Object Id | Sort-Object Name) {
    [pscustomobject] @{
        Id = $group.Name
        Messages = @($group.Group.Message | Where-Object { $_ } | Select-Object -Unique)
        When = @($group.Group.When | Where-Object { $_ } | Select-Object -Unique)
    }
}
