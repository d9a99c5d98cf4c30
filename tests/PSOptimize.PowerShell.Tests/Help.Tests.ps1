BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
    $cmdlets = foreach ($command in Get-Command -Module PSOptimize) { @{ Name = $command.Name; Command = $command } }
    $examples = foreach ($command in Get-Command -Module PSOptimize) {
        $number = 0
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            $number++
            @{ Name = $command.Name; Number = $number; Code = $example.code }
        }
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
            First = 'Script', 'Problem', 'InputObject', 'Gradient', 'Differentiation', 'Name', 'Verify', 'Maximize', 'A', 'B', 'Model'
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
        (Get-Help New-Optimizer -Parameter Annealing).description.Text | Should -Match 'AddNoise: γ ≥ 0'
        (Get-Help New-Optimizer -Parameter Beta1).description.Text | Should -Match 'Adam'
    }
}

Describe 'The topics' {
    It 'about_PSOptimize is found' {
        (Get-Help about_PSOptimize | Out-String) | Should -Match 'LONG DESCRIPTION'
    }
}
