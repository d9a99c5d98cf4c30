# The loader alone enters PowerShell's own load context; it puts the cmdlets, the core and the packages into one of their own.
# A second import in the same session finds the loader there already.
if (-not ('PSOptimize.Loader.ModuleLoadContext' -as [type])) {
    $loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'PSOptimize.Loader.dll')
    $null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($loader)
}

$inner = Import-Module -Assembly ([PSOptimize.Loader.ModuleLoadContext]::LoadModule()) -PassThru

# When the same assembly is imported again, PowerShell forgets to hand its cmdlets on to this module
# (https://github.com/PowerShell/PowerShell/issues/20710).
$export = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
if ($export) {
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
