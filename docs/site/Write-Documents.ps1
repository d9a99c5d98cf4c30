<#
.SYNOPSIS
    Writes the documents of the repository as pages; links to what is no page lead to the repository, or are plain text.
.PARAMETER Folder
    Where the pages go.
.PARAMETER Address
    Where the repository is; empty if that is not known.
#>
param([Parameter(Mandatory)] [string] $Folder, [string] $Address)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

$root = Join-Path $PSScriptRoot ../..
$files = @(Get-ChildItem (Join-Path $root docs) -Filter '*.md') +
    @('ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md' | ForEach-Object { Get-Item (Join-Path $root $_) })
$null = New-Item $Folder -ItemType Directory -Force
$contents = [ordered] @{}
foreach ($file in $files) {
    $origin = Split-Path ([System.IO.Path]::GetRelativePath($root, $file))
    $text = [regex]::Replace((Get-Content $file -Raw), '(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)', {
            param($match)
            $words, $target, $place = $match.Groups[1..3].Value
            $name = Split-Path $target -Leaf
            if ($name -in $files.Name) { "[$words]($name$place)" }
            elseif ($Address) { "[$words]($Address/blob/main/$((Join-Path $origin $target) -replace '\\', '/')$place)" }
            else { $words }
        })
    $text | Set-Content (Join-Path $Folder $file.Name) -NoNewline
    $title = if ($text -match '(?m)^# (.+)$') { $Matches[1].Trim() } else { $file.BaseName }
    $contents[$title] = $file.Name
}
Set-Contents $Folder $contents
