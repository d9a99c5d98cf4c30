BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    Import-Module $manifest
}

Describe 'The module' {
    It 'is the one that was built, with the version of Directory.Build.props' {
        $module = Get-Module PSOptimize
        $module.Path | Should -Be (Join-Path (Split-Path $manifest) 'PSOptimize.psm1')
        $properties = [xml](Get-Content (Join-Path $PSScriptRoot '../../Directory.Build.props') -Raw)
        $version = $properties.SelectSingleNode('//Version').InnerText
        $module.Version | Should -Be $version
    }

    It 'exports exactly the cmdlets that its manifest names' {
        $named = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        (Get-Command -Module PSOptimize).Name | Sort-Object | Should -Be $named
    }

    It 'exports every cmdlet that it has, but for the two that it calls itself in other sessions' {
        $assembly = (Get-Command Invoke-Optimizer).ImplementingType.Assembly
        $classes = $assembly.GetExportedTypes() | Where-Object { $_.IsDefined([System.Management.Automation.CmdletAttribute], $false) }
        $classes.Name | Should -Contain 'InvokePlannedRunCommand'
        $classes.Count - 2 | Should -Be @(Get-Command -Module PSOptimize).Count
    }

    It 'keeps everything but its loader out of the default load context' {
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5
        $default = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name })
        $default | Should -Contain 'PSOptimize.Loader'
        $default | Should -Not -Contain 'PSOptimize.Core'
        $default | Should -Not -Contain 'PSOptimize.PowerShell'
        $default | Should -Not -Contain 'MathNet.Numerics'
        $default | Should -Not -Contain 'System.Numerics.Tensors'
    }

    It 'loads its packages into its own context, from its own folder' {
        $own = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'PSOptimize'
        $own.Count | Should -Be 1
        foreach ($name in 'MathNet.Numerics', 'System.Numerics.Tensors') {
            $assembly = $own.LoadFromAssemblyName([System.Reflection.AssemblyName] $name)
            [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name | Should -Be 'PSOptimize'
            Split-Path $assembly.Location | Should -Be (Join-Path (Split-Path $manifest) 'bin')
        }
    }

    It 'takes the code that was compiled ahead for the platform of the build, and computes the same without it' {
        $folder = Split-Path $manifest
        $ahead = (Get-Command Invoke-Optimizer).ImplementingType.Assembly.Location
        $ahead | Should -BeLike "$folder/bin/runtimes/*/lib/PSOptimize.PowerShell.dll"
        Copy-Item $folder "$TestDrive/portable" -Recurse
        Remove-Item "$TestDrive/portable/bin/runtimes/*/lib" -Recurse
        $script = {
            param($manifest)
            Import-Module $manifest
            (Get-Command Invoke-Optimizer).ImplementingType.Assembly.Location
            $f = New-Objective { param($x, $y) [Math]::Exp($x * $y) + [Math]::Pow($x - 3, 4) + $y * $y }
            foreach ($method in 'TrustRegionNewton', 'LBFGS', 'Adam', 'CMAES') {
                ($f | Invoke-Optimizer $method -Start 1, 2 -MaxIterations 200 -Seed 3).Value.ToString('R')
            }
        }
        $here, $given = dotnet tool run pwsh -- -NoProfile -NonInteractive -Command "& { $script } '$manifest'"
        $there, $same = dotnet tool run pwsh -- -NoProfile -NonInteractive -Command "& { $script } '$TestDrive/portable/PSOptimize.psd1'"
        $here | Should -Be $ahead
        $there | Should -Be "$TestDrive/portable/bin/PSOptimize.PowerShell.dll"
        $given.Count | Should -Be 4
        $same | Should -Be $given
    }

    It 'works beside another version of the same package' {
        # Another module has loaded an assembly of that name into the default context.
        $script = {
            param($manifest)
            $name = [System.Reflection.AssemblyName]::new('MathNet.Numerics')
            $name.Version = '3.0.0.0'
            $builder = [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly($name, 'Run')
            $null = $builder.DefineDynamicModule('m').DefineType('MathNet.Numerics.SpecialFunctions', 'Public').CreateType()
            Import-Module $manifest
            (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5).Iterations
        }
        dotnet tool run pwsh -- -NoProfile -NonInteractive -Command "& { $script } '$manifest'" | Should -Be 5
    }

    It 'can be imported again, with and without force, and after removal' {
        $script = {
            param($manifest)
            Import-Module $manifest
            $before = New-Objective -Problem Rosenbrock
            Import-Module $manifest
            Import-Module $manifest -Force
            Remove-Module PSOptimize
            Import-Module $manifest
            @(Get-Command -Module PSOptimize).Count
            # Objects from before have the same types as objects from now.
            ($before | Invoke-Optimizer Adam -MaxIterations 3).Iterations
        }
        $count, $iterations = dotnet tool run pwsh -- -NoProfile -NonInteractive -Command "& { $script } '$manifest'"
        $count | Should -Be @(Get-Command -Module PSOptimize).Count
        $iterations | Should -Be 3
    }

    It 'refuses another copy of itself in the session with one error, and goes on as it was' {
        Copy-Item (Split-Path $manifest) "$TestDrive/copy" -Recurse
        $script = {
            param($manifest, $copy)
            Import-Module $manifest
            try { Import-Module $copy } catch { $error.Count, $_.FullyQualifiedErrorId, "$_" }
            (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5).Trajectory.Count
            # Also if the first was removed: its assemblies stay.
            Remove-Module PSOptimize
            try { Import-Module $copy } catch { "$_" }
        }
        $count, $id, $message, $rows, $later = dotnet tool run pwsh -- -NoProfile -NonInteractive -Command (
            "& { $script } '$manifest' '$TestDrive/copy/PSOptimize.psd1'")
        $count | Should -Be 1
        $id | Should -BeLike 'OtherCopyLoaded,*'
        $message | Should -Be ("This session has loaded PSOptimize from '$(Split-Path $manifest)', and cannot load another copy of it " +
            "from '$TestDrive/copy': import that one, or start another session.")
        $rows | Should -Be 6
        $later | Should -Be $message
    }
}
