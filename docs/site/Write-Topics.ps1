<#
.SYNOPSIS
    Writes a page for each about_ topic of the module.
.PARAMETER Folder
    Where the pages go.
#>
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

# The address of a topic: about_PSOptimize_ClosedLoops is closed-loops, about_PSOptimize overview.
function Get-Address([string] $Topic) {
    $name = $Topic -replace '^about_PSOptimize_?'
    ($name ? $name : 'Overview') -creplace '_', '-' -creplace '(?<=[a-z])(?=[A-Z])', '-' | ForEach-Object ToLowerInvariant
}

function Get-Heading([string] $Topic) {
    $words = (Get-Address $Topic) -replace '-', ' '
    $words.Substring(0, 1).ToUpperInvariant() + $words.Substring(1)
}

$files = Get-ChildItem (Join-Path (Get-Module PSOptimize).ModuleBase en-US) -Filter 'about_*.help.txt' | Sort-Object Name
$topics = $files.Name -replace '\.help\.txt$'
$commands = (Get-Command -Module PSOptimize).Name
$methods = (Get-OptimizerMethod).Name

# Names of cmdlets, topics and methods in a text become links.
function Add-Link([string] $Text) {
    [regex]::Replace($Text, '(?<![\w\\-])(about(?:\\?_\w+)+|[A-Z][a-z]+-[A-Z]\w+|[A-Z]\w+)(?![\w-])', {
        param($match)
        $word = $match.Value -replace '\\'
        if ($word -cin $commands) { "[$word](../cmdlets/$word.md)" }
        elseif ($word -in $topics) { "[$(Protect-Markdown $word)]($(Get-Address $word).md)" }
        elseif ($word -cin $methods) { "[$word](../methods/$word.md)" }
        else { $match.Value }
    })
}

# A block of lines is prose or a list, unless it is indented or has columns.
function ConvertTo-Block([string[]] $Line) {
    if (-not ($Line -match '^\s{3,}|\S\s{2,}\S') -and ($Line -match '^- ' -or -not ($Line -match '^\s'))) {
        $items = ($Line | ForEach-Object { $_ -match '^- ' ? "`n$_" : $_.Trim() }) -join ' ' -split ' ?\n'
        foreach ($item in $items | Where-Object { $_ }) {
            if ($item -match '^- ') { "- $(Add-Link (Protect-Markdown $item.Substring(2)))" }
            else { Add-Link (Protect-Markdown $item); '' }
        }
        ''
        return
    }
    $isCode = ($Line -join "`n") -cmatch '(?m)^\s*(\$\w|PS>|[A-Z][a-z]+-[A-Z]\w+|\{ param|Import-)|\|\s*$'
    $indent = ($Line | Where-Object { $_ } | ForEach-Object { $_.Length - $_.TrimStart().Length } | Measure-Object -Minimum).Minimum
    $isCode ? '```powershell' : '```text'
    $Line | ForEach-Object { $_.Length -ge $indent ? $_.Substring($indent) : '' }
    '```', ''
}

function ConvertFrom-Topic([string[]] $Line) {
    $block = [System.Collections.Generic.List[string]]::new()
    $section = ''
    foreach ($text in $Line + '') {
        $isHeading = $text -match '^\S' -or $text -match '^ {2,3}\S'
        if ($text.Trim() -and -not $isHeading) { $block.Add(($text -replace '^ {1,4}')); continue }
        if ($block.Count -and $section -notin 'TOPIC', 'SHORT DESCRIPTION') { ConvertTo-Block $block }
        $block.Clear()
        if (-not $isHeading) { continue }
        if ($text -match '^ ') { "## $(Protect-Markdown $text.Trim())", '' }
        else {
            $section = $text.Trim()
            if ($section -notin 'TOPIC', 'SHORT DESCRIPTION', 'LONG DESCRIPTION') {
                "## $($section.Substring(0, 1))$(Protect-Markdown $section.Substring(1).ToLowerInvariant())", ''
            }
        }
    }
}

$contents = [ordered] @{}
$rows = foreach ($file in $files) {
    $topic = $file.Name -replace '\.help\.txt$'
    $lines = Get-Content $file
    $about = ([regex]::Match(($lines -join "`n"), '(?m)^SHORT DESCRIPTION\n((?:[ ]+\S.*\n)+)').Groups[1].Value -replace '\s+', ' ').Trim()
    $hint = "At the prompt: ``Get-Help $topic``"
    # A topic has a picture if docs/images has one of its name.
    $picture = Join-Path $PSScriptRoot "../images/$(Get-Address $topic).svg"
    $image = if (Test-Path $picture) {
        Copy-Item $picture $Folder
        "![$(([xml] (Get-Content $picture -Raw)).svg.title)]($(Split-Path -Leaf $picture))", ''
    }
    $page = @(Protect-Markdown $about; ''; $hint; ''; $image; ConvertFrom-Topic $lines)
    Write-Page (Join-Path $Folder "$(Get-Address $topic).md") (Get-Heading $topic) $page
    $contents[(Get-Heading $topic)] = "$(Get-Address $topic).md"
    [ordered] @{ Topic = "[$(Get-Heading $topic)]($(Get-Address $topic).md)"; About = Protect-Markdown $about }
}
Write-Page (Join-Path $Folder index.md) Topics (ConvertTo-Table $rows)
Write-Menu $Folder ([ordered] @{ 'All topics' = 'index.md' } + $contents)
