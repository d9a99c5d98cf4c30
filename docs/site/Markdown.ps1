<#
.SYNOPSIS
    Functions that make Markdown of texts, tables and documentation comments. To be dot-sourced.
#>

# Text that Markdown would take for something else.
function Protect-Markdown([Parameter(ValueFromPipeline)] [string] $Text) {
    process { $Text -replace '([\\`*_{}\[\]<>#|~^$&@])', '\$1' }
}

# A text as code, also if it has backticks in it.
function ConvertTo-Code([Parameter(ValueFromPipeline)] [string] $Text) {
    process {
        if (-not $Text) { return '' }
        $fence = $Text.Contains('`') ? '``' : '`'
        $space = $Text.Contains('`') ? ' ' : ''
        "$fence$space$Text$space$fence"
    }
}

# Markdown in one cell of a table, where a bar would begin the next, and one escaped in code would show the escape.
function ConvertTo-Cell([string] $Text) {
    $line = $Text -replace '\r?\n', ' ' -replace '(?<!`)`([^`]*\|[^`]*)`(?!`)', {
        "<code>$([System.Net.WebUtility]::HtmlEncode($_.Groups[1].Value) -replace '\|', '&#124;')</code>"
    }
    $line -replace '(?<!\\)\|', '\|'
}

# Rows, hashtables of Markdown, as a table.
function ConvertTo-Table([System.Collections.IDictionary[]] $Row) {
    if (-not $Row) { return }
    $columns = @($Row[0].Keys)
    "| $($columns -join ' | ') |"
    "|$('---|' * $columns.Count)"
    foreach ($cells in $Row) {
        "| $(@($columns | ForEach-Object { ConvertTo-Cell $cells[$_] }) -join ' | ') |"
    }
    ''
}

# The lines of a page as a file, whose folder is made.
function Write-Page([string] $Path, [string] $Title, [string[]] $Line) {
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    $head = '---', "title: '$($Title -replace "'", "''")'", '---', '', "# $(Protect-Markdown $Title)", ''
    $head + $Line | Set-Content $Path
}

# The contents of a folder: a name and an address each.
function Write-Menu([string] $Folder, [System.Collections.IDictionary] $Page) {
    $null = New-Item $Folder -ItemType Directory -Force
    $Page.GetEnumerator() | ForEach-Object { "- name: '$($_.Key)'"; "  href: '$($_.Value)'" } | Set-Content (Join-Path $Folder toc.yml)
}

# The documentation comments of assemblies, by the names that the compiler gives their members.
function Read-Comment([string[]] $Path) {
    $comments = [System.Collections.Generic.Dictionary[string, System.Xml.XmlElement]]::new()
    foreach ($member in $Path | ForEach-Object { ([xml] (Get-Content $_ -Raw)).doc.members.ChildNodes }) {
        if ($member -is [System.Xml.XmlElement]) { $comments[$member.name] = $member }
    }
    $comments
}

# A part of the documentation comment of a member, such as its summary, as Markdown.
function ConvertFrom-Comment([System.Xml.XmlElement] $Member, [string] $Part) {
    if ($Member) { ($Member.SelectNodes($Part) | ForEach-Object { ConvertFrom-CommentNode $_ }) -join "`n`n" }
}

# A node of a documentation comment; references to types become links to their pages.
function ConvertFrom-CommentNode([System.Xml.XmlNode] $Node) {
    $parts = foreach ($child in $Node.ChildNodes) {
        switch ($child.LocalName) {
            '#text' { Protect-Markdown ($child.Value -replace '\s+', ' ') }
            'c' { ConvertTo-Code $child.InnerText }
            'code' { "`n`n``````csharp`n$($child.InnerText.Trim())`n```````n`n" }
            'para' { "`n`n$(ConvertFrom-CommentNode $child)`n`n" }
            'see' {
                $target = "$($child.cref)$($child.langword)"
                $name = ($target -replace '\(.*' -split '[.:]')[-1]
                $target.StartsWith('T:PSOptimize.') ? "[$name](xref:$($target.Substring(2)))" : (ConvertTo-Code $name)
            }
            { $_ -in 'paramref', 'typeparamref' } { ConvertTo-Code $child.name }
            default { ConvertFrom-CommentNode $child }
        }
    }
    ($parts -join '') -replace '[ ]*\n[ ]*', "`n" -replace '\n{3,}', "`n`n" | ForEach-Object Trim
}

# What a parameter of a method or a schedule is: name, default, what it may be, what it does.
function Get-ParameterTable($Parameter, $Comments) {
    $rows = foreach ($one in $Parameter) {
        $default = $one.Default
        [ordered] @{
            Parameter = ConvertTo-Code $one.Name
            Default = $one.IsMandatory ? '*has to be given*' : (ConvertTo-Code "$default")
            Values = Protect-Markdown ($one.Values ? $one.Values : ($one.Type -eq [bool] ? 'yes or no' : ''))
            Meaning = ConvertFrom-Comment $Comments["P:$($one.Property.DeclaringType.FullName -replace '`.*', '`1').$($one.Name)"] summary
        }
    }
    ConvertTo-Table $rows
}

# A picture name.svg, with name.dark.svg beside it, of which the page shows the one that suits its colours.
function Get-Picture([string] $Name, [string] $Words) {
    $words = [System.Net.WebUtility]::HtmlEncode($Words)
    "<p class=`"picture`"><img class=`"on-light`" src=`"$Name.svg`" alt=`"$words`">"
    "<img class=`"on-dark`" src=`"$Name.dark.svg`" alt=`"$words`"></p>"
}
