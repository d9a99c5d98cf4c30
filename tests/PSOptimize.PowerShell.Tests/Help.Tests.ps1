BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
    $cmdlets = foreach ($command in Get-Command -Module PSOptimize -CommandType Cmdlet) { @{ Name = $command.Name; Command = $command } }
    $examples = foreach ($command in Get-Command -Module PSOptimize -CommandType Cmdlet) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            $number++
            @{ Name = $command.Name; Number = $number; Code = $example.code }
        }
    }
    $topics = foreach ($file in Get-ChildItem (Join-Path $PSScriptRoot '../../module/en-US/*.help.txt')) {
        # In a topic, what is indented by eight after an empty line is PowerShell; other listings are indented by six.
        $text = Get-Content $file -Raw
        $snippets = [regex]::Matches($text, '(?m)(?<=^\n)(?: {8}.*\n|\n(?= {8}))+') | ForEach-Object { $_.Value }
        @{ Name = $file.Name -replace '\.help\.txt$'; Lines = $text -split '\r?\n'; Snippets = @($snippets) }
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $Name -Full
    }

    It 'has a synopsis, a description of its output and an example' {
        $help.Synopsis | Should -Match '\w+.*\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Name ["))
        $help.returnValues.returnValue | Should -Not -BeNullOrEmpty
        $help.examples.example | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $described = @{}
        foreach ($parameter in $help.parameters.parameter) { $described[$parameter.name] = ($parameter.description.Text -join ' ').Trim() }
        $missing = $Command.Parameters.Keys | Where-Object { $_ -notin $common -and $described[$_] -notmatch '[^:]$' }
        $missing | Should -BeNullOrEmpty
    }
}

Describe 'Example <Number> of <Name>' -ForEach $examples {
    It 'runs without an error and returns something or writes a file' {
        if ($Code -match '\.html' -and -not (Test-Path (Join-Path (Split-Path (Get-Module PSOptimize).Path) 'assets/plotly.min.js'))) {
            Set-ItResult -Skipped -Because 'the build could not fetch Plotly.js with npm'
        }
        Push-Location $TestDrive
        try {
            $ErrorActionPreference = 'Stop'
            $before = @(Get-ChildItem).Count
            $output = & ([scriptblock]::Create($Code))
            ($null -ne $output) -or (@(Get-ChildItem).Count -gt $before) | Should -BeTrue
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'The order of parameters' {
    It 'follows the declaration, with those first that have a position or take objects from the pipeline: <Name>' -ForEach @(
        @{ Name = 'Invoke-Optimizer'; First = 'Objective', 'Method', 'Start', 'InputObject', 'Scale', 'Seed', 'TraceEvery' }
        @{
            Name  = 'New-Objective'
            First = 'Script', 'Problem', 'InputObject', 'Gradient', 'Differentiation', 'Name', 'Verify', 'Maximize', 'A', 'B', 'Path',
            'Delimiter', 'Model'
        }
        @{ Name = 'Measure-Objective'; First = 'Objective', 'Point', 'Data', 'Fit' }
        @{ Name = 'Test-Gradient'; First = 'Objective', 'Point', 'Tolerance' }
        @{ Name = 'Step-Optimizer'; First = 'Method', 'Start', 'Step', 'Answer', 'CoordinateName', 'Seed' }
        @{ Name = 'Export-TrajectoryPlot'; First = 'Run', 'Path', 'Domain', 'LiteralPath', 'Title' }
        @{ Name = 'Show-Trajectory'; First = 'Run', 'Domain', 'Width', 'Height' }
        @{ Name = 'New-Optimizer'; First = 'Method', 'Chain' }
    ) {
        (Get-Help $Name -Full).parameters.parameter.name | Select-Object -First $First.Count | Should -Be $First
    }
}

Describe 'The parameters of -Chain' {
    It 'are described by the transformations that have them' {
        (Get-Help New-Optimizer -Parameter Annealing).description.Text[0] | Should -Match 'AddNoise: γ ≥ 0'
        (Get-Help New-Optimizer -Parameter Beta1).description.Text[0] | Should -Match 'Adam'
    }
}

Describe 'The defaults' {
    It 'of <Name> are those of a new command' -ForEach $cmdlets {
        $fresh = [Activator]::CreateInstance($Command.ImplementingType)
        $help = @{}
        foreach ($parameter in (Get-Help $Name -Full).parameters.parameter) { $help[$parameter.name] = $parameter }
        $blank = $help.Values | Where-Object { -not $_.defaultValue }
        $blank.name | Should -BeNullOrEmpty
        foreach ($property in $Command.ImplementingType.GetProperties()) {
            $shown = $help[$property.Name]
            if (-not $shown -or $shown.required -eq 'true') { continue }
            $value = $property.GetValue($fresh)
            if ($value -is [ValueType] -and $value -isnot [switch]) {
                $shown.defaultValue | Should -Be ([string]::Format([cultureinfo]::InvariantCulture, '{0}', $value)) -Because $property.Name
            }
            # What the text says is what the declaration says.
            $prose = "$($shown.description.Text)"
            if ($value -is [double] -or $value -is [int] -or $value -is [long]) {
                $prose | Should -Match "\b(default|retry|Retry)\b|$value" -Because $property.Name
                if ($prose -match 'default (\d[\d.,e-]*\d|\d)(?! with)') {
                    [double] ($Matches[1] -replace ',') | Should -Be $value -Because "-$($property.Name): $prose"
                }
            }
        }
    }

    It 'of hyperparameters are those of the methods, with the exceptions by name' {
        (Get-Help Invoke-Optimizer -Parameter Beta1).defaultValue | Should -BeLike '0.9; *0.98 for Adan*'
        (Get-Help Invoke-Optimizer -Parameter Beta1).description.Text | Should -Contain 'Values: at least 0 and below 1.'
        (Get-Help New-Objective -Parameter B).defaultValue | Should -Be 100
        foreach ($method in Get-OptimizerMethod) {
            foreach ($own in $method.Parameters) {
                $help = Get-Help New-Optimizer -Parameter $own.Name
                if ("$($own.Default)" -match '^[\d.E+-]+$') {
                    $help.defaultValue | Should -Match ([regex]::Escape("$($own.Default)")) -Because "$($method.Name) $($own.Name)"
                }
                if ($own.Values) { "$($help.description.Text)" | Should -Match 'Values: ' -Because $own.Name }
            }
        }
    }

    It 'stand beside the ranges in the list view of a method, with what it is good for' {
        $text = Get-OptimizerMethod Adam | Format-List | Out-String -Width 200
        $text | Should -Match 'Use +: the usual choice'
        $text | Should -Match 'Beta1 = 0.9  \(at least 0 and below 1\)'
    }
}

Describe 'What PowerShell adds' {
    It '-WhatIf and -Confirm are in the help of cmdlets that have them, and of no other: <Name>' -ForEach $cmdlets {
        $help = Get-Help $Name -Full
        foreach ($added in 'WhatIf', 'Confirm') {
            ($help.parameters.parameter.name -contains $added) | Should -Be $Command.Parameters.ContainsKey($added)
            (@($help.syntax.syntaxItem)[0].parameter.name -contains $added) | Should -Be $Command.Parameters.ContainsKey($added)
        }
    }
}

Describe 'The links of <Name>' -ForEach $cmdlets {
    It 'lead to cmdlets and topics that there are' {
        $links = @((Get-Help $Name -Full).relatedLinks.navigationLink.linkText)
        $links.Count | Should -BeGreaterThan 1
        foreach ($link in $links) {
            if ($link -like 'about_*') { Join-Path $PSScriptRoot "../../module/en-US/$link.help.txt" | Should -Exist }
            else { Get-Command $link -Module PSOptimize | Should -Not -BeNullOrEmpty }
        }
        $links | Should -Not -Contain $Name
    }

    It 'have no address as long as the build has none' {
        $Command.HelpUri | Should -BeNullOrEmpty
    }
}

Describe 'With the address of the pages' {
    It 'every cmdlet has its page, for Get-Command and for -Online' {
        $root = Resolve-Path (Join-Path $PSScriptRoot '../..')
        $copy = Join-Path $TestDrive 'PSOptimize'
        Copy-Item (Join-Path $root 'out/PSOptimize') $copy -Recurse
        $writer = Get-ChildItem (Join-Path $root 'src/PSOptimize.Help/bin/*/*/PSOptimize.Help.dll') |
            Sort-Object LastWriteTime | Select-Object -Last 1
        $packages = $env:NUGET_PACKAGES ?? (Join-Path $HOME '.nuget/packages')
        $version = (Select-Xml -Path (Join-Path $root 'Directory.Packages.props') `
            -XPath "//PackageVersion[@Include='PowerShellStandard.Library']").Node.Version
        $standard = Join-Path $packages "powershellstandard.library/$version/lib/netstandard2.0/System.Management.Automation.dll"
        $cmdlets = Get-ChildItem (Join-Path $root 'src/PSOptimize.PowerShell/bin/*/*/PSOptimize.PowerShell.dll') |
            Sort-Object LastWriteTime | Select-Object -Last 1
        dotnet $writer $cmdlets $standard (Join-Path $copy 'en-US/PSOptimize.PowerShell.dll-Help.xml') 'https://example.org/pages/'
        $LASTEXITCODE | Should -Be 0
        $script = Join-Path $TestDrive 'addresses.ps1'
        Set-Content $script {
            param($module)
            Import-Module $module
            foreach ($command in Get-Command -Module PSOptimize -CommandType Cmdlet) {
                "$($command.Name) $($command.HelpUri) $(@((Get-Help $command.Name).relatedLinks.navigationLink)[0].uri)"
            }
        }
        # The PowerShell of these tests.
        $entry = [Environment]::GetCommandLineArgs()[0]
        $arguments = @(if ($entry.EndsWith('.dll')) { $entry }) + '-NoProfile', '-NonInteractive', '-File', $script, "$copy/PSOptimize.psd1"
        $lines = & (Get-Process -Id $PID).Path @arguments
        $lines.Count | Should -Be (Get-Command -Module PSOptimize -CommandType Cmdlet).Count
        foreach ($line in $lines) {
            $name, $uri, $first = $line -split ' '
            $uri | Should -Be "https://example.org/pages/cmdlets/$name.html"
            $first | Should -Be $uri
        }
    }
}

Describe 'The topic <Name>' -ForEach $topics {
    It 'is found, and fits into 80 columns' {
        (Get-Help $Name | Out-String) | Should -Match 'LONG DESCRIPTION'
        $Lines | Where-Object { $_.Length -gt 79 } | Should -BeNullOrEmpty
    }

    It 'names cmdlets, parameters and topics that there are' {
        $text = $Lines -join "`n"
        $commands = (Get-Command -Module PSOptimize -CommandType Cmdlet).Name
        $nouns = $commands -replace '^.*-' | Sort-Object -Unique
        foreach ($name in [regex]::Matches($text, "\b[A-Z][a-z]+-($($nouns -join '|'))\b").Value) { $name | Should -BeIn $commands }
        foreach ($topic in [regex]::Matches($text, 'about_PSOptimize\w*').Value) {
            Join-Path $PSScriptRoot "../../module/en-US/$topic.help.txt" | Should -Exist
        }
        $known = (Get-Command -CommandType Cmdlet).Parameters.Keys + (Get-Command -Module PSOptimize -CommandType Cmdlet).Parameters.Keys +
            'NoProfile', 'NoLogo', 'File'
        foreach ($name in [regex]::Matches($text, '(?<=[ (])-[A-Z][A-Za-z0-9]{3,}').Value) { $name.Substring(1) | Should -BeIn $known }
    }

    It 'has examples that run' {
        Copy-Item (Join-Path $PSScriptRoot '../../examples/data/*.csv') $TestDrive
        Push-Location $TestDrive
        $modules = $env:PSModulePath
        $env:PSModulePath = (Join-Path $PSScriptRoot '../../out') + [System.IO.Path]::PathSeparator + $modules
        try {
            & {
                $ErrorActionPreference = 'Stop'
                $WarningPreference = 'SilentlyContinue'
                $hasPlotly = Test-Path (Join-Path (Get-Module PSOptimize).ModuleBase 'assets/plotly.min.js')
                foreach ($snippet in $Snippets) {
                    if ($snippet -match '\.html' -and -not $hasPlotly) { continue }
                    $null = . ([scriptblock]::Create($snippet))
                }
            }
        }
        finally {
            $env:PSModulePath = $modules
            Pop-Location
        }
    }
}
