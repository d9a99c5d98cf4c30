# Only the loader enters PowerShell's own load context; it loads the cmdlets, the core and the packages into a context of their own.
# At a second import in the same session the loader is there already.
if (-not ('PSOptimize.Loader.ModuleLoadContext' -as [type])) {
    $loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'PSOptimize.Loader.dll')
    $null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($loader)
}

$aliases = @{
    'iopt' = 'Invoke-Optimizer'
    'nobj' = 'New-Objective'
    'nopt' = 'New-Optimizer'
    'gtra' = 'Get-Trajectory'
    'shtra' = 'Show-Trajectory'
    'grun' = 'Get-Run'
}
foreach ($alias in $aliases.Keys) { Set-Alias $alias $aliases[$alias] }

$inner = Import-Module -Assembly ([PSOptimize.Loader.ModuleLoadContext]::LoadModule()) -PassThru

# When the same assembly is imported again, PowerShell does not export its cmdlets from this module
# (https://github.com/PowerShell/PowerShell/issues/20710).
$export = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
if ($export) {
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
