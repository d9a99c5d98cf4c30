BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)
    $runs = Invoke-Optimizer GradientDescent, Adam -Objective Rosenbrock -Start -1.2, 1 -LearningRate 0.001 -MaxIterations 50
    $line = New-Objective { param($x) $x * $x } -Name Line | Invoke-Optimizer Adam -Start 3 -MaxIterations 20
    function Get-ErrorId([scriptblock] $action) {
        try { & $action } catch { return ($_.FullyQualifiedErrorId -split ',')[0] }
        'none'
    }
}

Describe 'Export-TrajectoryPlot' {
    It 'writes a well-formed SVG of the runs and returns the file' {
        $file = $runs | Export-TrajectoryPlot (Join-Path $TestDrive 'race.svg') -PassThru
        $file.Length | Should -BeLessThan 300kb
        $svg = [xml](Get-Content $file -Raw)
        $svg.svg.title | Should -Be 'Rosenbrock: GradientDescent, Adam'
        $svg.SelectNodes('//*[@class="track"]').Count | Should -Be 4
    }

    It 'puts several objectives into one picture' {
        $file = @($runs) + $line | Export-TrajectoryPlot (Join-Path $TestDrive 'two.svg') -PassThru
        ([xml](Get-Content $file -Raw)).svg.title | Should -Be 'Rosenbrock: GradientDescent, Adam; Line: Adam'
    }

    It 'replaces a file with -Force only, and changes nothing with -WhatIf' {
        $path = Join-Path $TestDrive 'kept.svg'
        Set-Content $path 'mine'
        Get-ErrorId { $runs | Export-TrajectoryPlot $path } | Should -Be 'FileExists'
        $runs | Export-TrajectoryPlot $path -Force -WhatIf
        Get-Content $path | Should -Be 'mine'
        $runs | Export-TrajectoryPlot $path -Force
        Get-Content $path -Raw | Should -Match '<svg'
        $runs | Export-TrajectoryPlot (Join-Path $TestDrive 'not.svg') -WhatIf
        Test-Path (Join-Path $TestDrive 'not.svg') | Should -BeFalse
    }

    It 'refuses <path> with <id>' -ForEach @(
        @{ path = 'race.png'; id = 'UnknownPicture' }
        @{ path = 'nowhere/race.svg'; id = 'FolderMissing' }
        @{ path = 'env:/race.svg'; id = 'NotAFile' }
    ) {
        Push-Location $TestDrive
        try { Get-ErrorId { $runs | Export-TrajectoryPlot $path } | Should -Be $id } finally { Pop-Location }
    }

    It 'says that it cannot write' {
        # Not even root can make a file there.
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux has /proc' }
        Get-ErrorId { $runs | Export-TrajectoryPlot /proc/race.svg } | Should -Be 'FileNotWritable'
    }

    It 'says how to record a trajectory, and draws the other runs' {
        $bare = Invoke-Optimizer Momentum -Objective Rosenbrock -Start 0, 0 -TraceEvery 0
        $file = @($bare) + $runs |
            Export-TrajectoryPlot (Join-Path $TestDrive 'some.svg') -PassThru -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Match '^RunWithoutTrace'
        $problems[0].Exception.Message | Should -Match '-TraceEvery'
        ([xml](Get-Content $file -Raw)).svg.title | Should -Be 'Rosenbrock: GradientDescent, Adam'
    }

    It 'draws the domain that it is given and says which paths leave it' {
        $path = Join-Path $TestDrive 'part.svg'
        $null = $runs | Export-TrajectoryPlot $path -Domain 0, 2, 0, 2 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'GradientDescent; Adam'
        Get-ErrorId { $runs | Export-TrajectoryPlot (Join-Path $TestDrive 'bad.svg') -Domain 0, 2, 3 } | Should -Be 'WrongDomain'
        Get-ErrorId { $runs | Export-TrajectoryPlot (Join-Path $TestDrive 'bad.svg') -Domain 0, 2, 3, 1 } | Should -Be 'WrongDomain'
        Get-ErrorId { $line | Export-TrajectoryPlot (Join-Path $TestDrive 'bad.svg') -Domain 0, 2, 0, 2 } | Should -Be 'WrongDomain'
    }

    It 'shows hostile names as text' {
        $evil = '<script>alert(1)</script>'
        $file = New-Objective { param($x, $y) $x * $x + $y * $y } -Name $evil | Invoke-Optimizer Adam -Start 1, 2 -MaxIterations 3 |
            Export-TrajectoryPlot (Join-Path $TestDrive 'evil.svg') -PassThru
        $svg = [xml](Get-Content $file -Raw)
        $svg.SelectNodes('//*[local-name()="script"]').Count | Should -Be 0
        $svg.svg.title | Should -Be "${evil}: Adam"
    }

    It 'says what is missing if the build could not fetch Plotly.js' {
        $copy = Join-Path $TestDrive 'copy'
        Copy-Item (Split-Path (Get-Module PSOptimize).Path) $copy -Recurse
        Remove-Item (Join-Path $copy 'assets') -Recurse -ErrorAction Ignore
        $script = {
            param($module, $page)
            Import-Module $module
            try {
                Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 3 | Export-TrajectoryPlot $page
            }
            catch { $_.FullyQualifiedErrorId, $_.Exception.Message }
        }
        $said = dotnet tool run pwsh -- -NoProfile -Command "& { $script } '$copy/PSOptimize.psd1' '$TestDrive/x.html'"
        $said[0] | Should -Match '^PlotlyMissing'
        $said[1] | Should -Match 'npm'
        Test-Path "$TestDrive/x.html" | Should -BeFalse
    }
}

Describe 'Show-Trajectory' {
    It 'draws text of the given width' {
        $lines = $runs | Show-Trajectory -Width 60 -Height 8
        $lines.Count | Should -Be (1 + 2 + 2 * 11)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 60
    }

    It 'draws without colour if output is redirected' {
        "$($runs | Show-Trajectory)" | Should -Not -Match "`e"
    }

    It 'says so when there is nothing to draw' {
        $null = @() | Show-Trajectory -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Match '^EmptyPipeline'
    }
}
