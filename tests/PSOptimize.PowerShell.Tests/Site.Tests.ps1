# The pages of the site before docfx makes HTML of them: that nothing is missing. `./build.ps1 -Task Site` builds and visits the site.
BeforeDiscovery {
    $source = Join-Path $PSScriptRoot '../../docs/site' -Resolve
    $tutorials = Get-ChildItem $source -Recurse -Filter '*.md' | ForEach-Object {
        @{ Path = $_.FullName; Name = [System.IO.Path]::GetRelativePath($source, $_.FullName) }
    }
}

Describe 'The site' {
    BeforeAll {
        $root = Join-Path $PSScriptRoot '../..' -Resolve
        $source = Join-Path $root docs/site
        Import-Module (Join-Path $root out/PSOptimize/PSOptimize.psd1)
        . (Join-Path $source Markdown.ps1)
        $pages = Join-Path $TestDrive pages
        $comments = Read-Comment @('Core', 'Storage' | ForEach-Object {
                Get-Item (Join-Path $root "src/PSOptimize.$_/bin/*/net10.0/PSOptimize.$_.xml") | Sort-Object LastWriteTime |
                    Select-Object -Last 1
            })
        & (Join-Path $source Write-Cmdlets.ps1) (Join-Path $pages cmdlets)
        & (Join-Path $source Write-Methods.ps1) (Join-Path $pages methods) $comments
        & (Join-Path $source Write-Topics.ps1) (Join-Path $pages topics)
        & (Join-Path $source Write-Documents.ps1) (Join-Path $pages docs)
        & (Join-Path $source Write-Schedules.ps1) $pages $comments
        & (Join-Path $source Write-Problems.ps1) $pages
        & (Join-Path $source Write-Errors.ps1) $pages $comments (Join-Path $root src/PSOptimize.PowerShell)
        function Get-Page([string] $Name) { Get-Content (Join-Path $pages $Name) -Raw }
        function Get-Heading([string] $Name, [int] $Level) {
            [regex]::Matches((Get-Page $Name), "(?m)^#{$Level} (?:<a .*?</a>)?(.+?)\r?$").ForEach{ $_.Groups[1].Value }
        }
    }

    It 'has a page for each cmdlet, with each parameter and each example of its help' {
        foreach ($command in Get-Command -Module PSOptimize) {
            $help = Get-Help $command.Name -Full
            $page = Get-Page "cmdlets/$($command.Name).md"
            foreach ($parameter in $help.parameters.parameter.name) { $page | Should -Match "### <a id=`"$parameter`"></a>-$parameter\b" }
            foreach ($example in $help.examples.example.code) { $page | Should -BeLike "*$([WildcardPattern]::Escape($example.Trim()))*" }
        }
    }

    It 'has a page for each method, with its rule, its source, when to use it, and each hyperparameter' {
        foreach ($method in Get-OptimizerMethod) {
            $page = Get-Page "methods/$($method.Name).md"
            $page | Should -BeLike "*$([WildcardPattern]::Escape($method.Summary))*"
            $page | Should -Match '## Source\s+[A-Z]'
            $method.Use | Should -Not -BeNullOrEmpty
            $page | Should -BeLike "*## When to use it*$([WildcardPattern]::Escape((Protect-Markdown $method.Use)))*"
            $page | Should -Match "(?s)## Its path.*$($method.Name)\.svg.*\| Outcome"
            foreach ($parameter in $method.Parameters) { $page | Should -Match "\| ``$($parameter.Name)`` \|.*\| [^|]*\w[^|]* \|" }
        }
    }

    It 'has each method under one heading of its kind, with bars in rules as they are' {
        $headings = Get-Heading methods/index.md 2
        $headings | Should -Be ($headings | Select-Object -Unique)
        $index = Get-Page methods/index.md
        foreach ($method in Get-OptimizerMethod) { [regex]::Matches($index, "\[$($method.Name)\]").Count | Should -Be 1 }
        $index | Should -BeLike '*max(β₂w, &#124;g&#124; + e)*'
        $index | Should -Not -Match '`[^`|]*\\\|'
    }

    It 'has all schedules and all test problems' {
        $schedule = (Get-OptimizerMethod Adam).GetType().Assembly.GetType('PSOptimize.Schedules.Schedule')
        Get-Heading schedules.md 2 | Should -Be $schedule::Catalogue.All.Name
        Get-Heading problems.md 2 | Should -Be (Get-TestProblem).Name
    }

    It 'has a page for each about_ topic' {
        $topics = Get-ChildItem (Join-Path $root module/en-US) -Filter 'about_*.help.txt'
        @(Get-ChildItem (Join-Path $pages topics) -Filter '*.md').Count | Should -Be ($topics.Count + 1)
        foreach ($topic in $topics) {
            Get-ChildItem (Join-Path $pages topics) -Filter '*.md' |
                Where-Object { (Get-Content $_ -Raw).Contains("Get-Help $($topic.Name -replace '\.help\.txt')``") } | Should -HaveCount 1
        }
    }

    It 'has every id of an error that the other tests know, each with a sentence' {
        $known = Get-ChildItem $PSScriptRoot -Recurse -Filter '*.Tests.ps1' | Where-Object FullName -NotMatch '[\\/](bin|Bridge)[\\/]' |
            Get-Content | Select-String "(?-i)(?<=ErrorId[^'\n]*')[A-Z][a-z]+[A-Z]\w+(?=[,*'])" -AllMatches |
            ForEach-Object { $_.Matches.Value } | Sort-Object -Unique
        $known.Count | Should -BeGreaterThan 20
        $found = Get-Heading errors.md 3
        # InvalidCast is PowerShell's own.
        $known | Where-Object { $_ -notin $found -and $_ -ne 'InvalidCast' } | Should -BeNullOrEmpty
        # No id stands there without a sentence.
        Get-Page errors.md | Should -Not -Match '(?m)^### .*\s+(###|\z)'
    }

    It 'has every outcome and every reason of a failure' {
        $core = (Get-OptimizerMethod Adam).GetType().Assembly
        foreach ($name in 'OutcomeKind', 'FailureReason' | ForEach-Object { [enum]::GetNames($core.GetType("PSOptimize.Stopping.$_")) }) {
            Get-Page errors.md | Should -Match "\| ``$name`` \| \w"
        }
    }

    It 'shows a page for each document' {
        $documents = Get-ChildItem (Join-Path $root docs) -Filter '*.md'
        foreach ($document in $documents) { Join-Path $pages docs $document.Name | Should -Exist }
    }
}

Describe 'The tutorial <Name>' -ForEach $tutorials {
    It 'has code of at most 80 columns that can be parsed, and shows what that makes' {
        $text = Get-Content $Path -Raw
        $blocks = [regex]::Matches($text, '(?s)```powershell (run|hidden)\r?\n(.*?)```')
        $blocks.Count | Should -BeGreaterThan 0
        foreach ($block in $blocks) {
            $problems = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($block.Groups[2].Value, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
            if ($block.Groups[1].Value -eq 'hidden') { continue }
            $block.Groups[2].Value -split '\r?\n' | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        }
        foreach ($shown in [regex]::Matches($text, '(?:\]\(|src=")(\w+\.(?:svg|html|csv))[)"]')) {
            $blocks.Value -match [regex]::Escape($shown.Groups[1].Value) | Should -Not -BeNullOrEmpty
        }
    }
}
