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
        @{ path = 'env:/P*H'; id = 'NotAFile' }
        @{ path = 'no[1-9]*.svg'; id = 'NotOneFile' }
    ) {
        Push-Location $TestDrive
        try { Get-ErrorId { $runs | Export-TrajectoryPlot $path } | Should -Be $id } finally { Pop-Location }
    }

    It 'says that it cannot write' {
        # Not even root can make a file there.
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux has /proc' }
        Get-ErrorId { $runs | Export-TrajectoryPlot /proc/race.svg } | Should -Be 'FileNotWritable'
    }

    It 'leaves the old file whole and nothing beside it if the disk is full' {
        if (-not $IsLinux) { Set-ItResult -Skipped -Because 'only Linux has tmpfs and a limit of the size of files' }
        $folder = New-Item (Join-Path $TestDrive 'full') -ItemType Directory
        $old = Join-Path $folder 'old.svg'
        $mounted = (id -u) -eq 0 -and $(& /bin/mount -t tmpfs -o size=32k tmpfs $folder 2>$null; $LASTEXITCODE -eq 0)
        try {
            Set-Content $old 'the old picture'
            if ($mounted) {
                [IO.File]::WriteAllBytes((Join-Path $folder 'fill'), [byte[]]::new(26kb))
                $said = try { $runs | Export-TrajectoryPlot $old -Force } catch { $_.FullyQualifiedErrorId, $_.Exception.Message }
            }
            else {
                # Who may not mount limits the size of the files that a process writes. The runtime has its code in files, unless told.
                $script = "Import-Module '$((Get-Module PSOptimize).Path -replace 'psm1$', 'psd1')'
                    try { Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 9 | Export-TrajectoryPlot '$old' -Force }
                    catch { `$_.FullyQualifiedErrorId, `$_.Exception.Message }"
                $limits = 'trap "" XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1'
                $said = bash -c "$limits; dotnet tool run pwsh -- -NoProfile -Command `"`$0`"" $script
            }
            $said[0] | Should -Match '^FileNotWritable'
            $said[1] | Should -Match 'unchanged.*a disk with room'
            Get-Content $old | Should -Be 'the old picture'
            (Get-ChildItem $folder -File).Name | Should -BeIn 'old.svg', 'fill'
        }
        finally {
            if ($mounted) { umount $folder }
        }
    }

    It 'replaces what a link points to, and keeps its permissions' {
        if ($IsWindows) { Set-ItResult -Skipped -Because 'links need rights on Windows' }
        $file = Join-Path $TestDrive 'real.svg'
        Set-Content $file 'old'
        [IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite, GroupRead')
        $link = New-Item (Join-Path $TestDrive 'link.svg') -ItemType SymbolicLink -Value $file
        $runs | Export-TrajectoryPlot $link -Force
        (Get-Item $link).LinkTarget | Should -Be $file
        Get-Content $file -Raw | Should -Match '<svg'
        [IO.File]::GetUnixFileMode($file) | Should -Be ([IO.UnixFileMode]'UserRead, UserWrite, GroupRead')
    }

    It 'takes wildcards in -Path only, for the one file that matches' {
        $folder = New-Item (Join-Path $TestDrive 'pattern') -ItemType Directory
        Push-Location $folder
        try {
            $runs | Export-TrajectoryPlot -LiteralPath 'a[1].svg'
            $runs | Export-TrajectoryPlot -FullName (Join-Path $folder 'a*.svg')
            $runs | Export-TrajectoryPlot 'b`[1`].svg'
            (Get-ChildItem).Name | Sort-Object | Should -Be 'a[1].svg', 'a*.svg', 'b[1].svg'
            Set-Content one.svg 'mine'
            Get-ErrorId { $runs | Export-TrajectoryPlot 'o?e.svg' } | Should -Be 'FileExists'
            ($runs | Export-TrajectoryPlot 'o?e.svg' -Force -PassThru).Name | Should -Be 'one.svg'
            Get-ErrorId { $runs | Export-TrajectoryPlot '*.svg' -Force } | Should -Be 'NotOneFile'
            (Get-ChildItem).Count | Should -Be 4
        }
        finally {
            Pop-Location
        }
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

Describe 'An endless loop of an objective at a point that no run visited' {
    It 'ends when the pipeline is stopped: <Command>' -ForEach @(
        @{ Command = 'Export-TrajectoryPlot "$folder/loop.svg" -Domain -2, 2, -2, 2' }
        @{ Command = 'Export-TrajectoryPlot "$folder/loop.html" -Domain -2, 2, -2, 2' }
        @{ Command = 'Show-Trajectory -Domain -2, 2, -2, 2' }
    ) {
        $begun = [Threading.ManualResetEventSlim]::new()
        $module = (Get-Module PSOptimize).Path -replace 'psm1$', 'psd1'
        $block = '{ param($x, $y) $s = 0.0; if ($x -gt 1.5) { while ($s -ge 0) { $s = $s * 0.5 + $x * $x } }; $s + $x * $x + $y * $y }'
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        $null = $shell.AddScript("Import-Module '$module'
            `$run = New-Objective $block -Differentiation Exact | Invoke-Optimizer GradientDescent 1, 1 -MaxIterations 3
            `$folder = '$TestDrive'; `$args[0].Set(); `$run | $Command").AddArgument($begun)
        $null = $shell.BeginInvoke()
        $begun.Wait(60000) | Should -BeTrue
        Start-Sleep -Milliseconds 300
        $shell.InvocationStateInfo.State | Should -Be 'Running'
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Commands.Clear()
        $shell.AddScript('(Invoke-Optimizer Adam -Objective Sphere -MaxIterations 3 | Show-Trajectory -Width 40).Count').Invoke()[0] |
            Should -BeGreaterThan 10
        Test-Path "$TestDrive/loop.*" | Should -BeFalse
        $shell.Dispose()
    }

    It 'ends in the model of a fit too' {
        $begun = [Threading.ManualResetEventSlim]::new()
        $module = (Get-Module PSOptimize).Path -replace 'psm1$', 'psd1'
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        # Between the rows 1 and 2 the model has no end; only the drawn curve gets there.
        $null = $shell.AddScript("Import-Module '$module'
            `$run = [pscustomobject]@{ t = 1.0; y = 2.0 }, [pscustomobject]@{ t = 2.0; y = 4.0 }, [pscustomobject]@{ t = 3.0; y = 6.0 } |
                New-Objective -Target y -Model {
                    param(`$row, `$a) `$s = 0.0; if (`$row.t -gt 1.1 -and `$row.t -lt 1.9) { while (`$s -ge 0) { `$s = `$s * 0.5 + 1 } }
                    `$s + `$a * `$row.t
                } | Invoke-Optimizer Adam -Start 1 -MaxIterations 3
            `$args[0].Set(); `$run | Export-TrajectoryPlot '$TestDrive/fit.html'").AddArgument($begun)
        $null = $shell.BeginInvoke()
        $begun.Wait(60000) | Should -BeTrue
        Start-Sleep -Milliseconds 300
        $shell.InvocationStateInfo.State | Should -Be 'Running'
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }
}
