# Only the loader enters PowerShell's own load context; it loads the cmdlets, the core and the packages into a context of their own.
# At a second import in the same session the loader is there already, and stays: a session has one copy of the module.
$loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'PSOptimize.Loader.dll')
$isFirst = -not ('PSOptimize.Loader.ModuleLoadContext' -as [type])
if ($isFirst) {
    $null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($loader)
}
$loaded = [PSOptimize.Loader.ModuleLoadContext].Assembly.Location
if ($loaded -ne $loader) {
    $other = [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($loaded))
    $message = "This session has loaded PSOptimize from '$other', and cannot load another copy of it from '$PSScriptRoot': " +
        'import that one, or start another session.'
    throw [System.Management.Automation.ErrorRecord]::new(
        [System.InvalidOperationException]::new($message), 'OtherCopyLoaded', 'ResourceExists', $PSScriptRoot)
}

# The assembly comes first: it warms itself up in the background meanwhile.
$inner = Import-Module -Assembly ([PSOptimize.Loader.ModuleLoadContext]::LoadModule()) -PassThru
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, 'PSOptimize.Views.psd1'))
if ($isFirst) { return }

# When the same assembly is imported again, PowerShell does not export its cmdlets from this module
# (https://github.com/PowerShell/PowerShell/issues/20710), nor their aliases.
foreach ($kind in 'Cmdlet', 'Alias') {
    $export = [System.Management.Automation.PSModuleInfo].GetMethod(
        "AddExported$kind", [System.Reflection.BindingFlags]'Instance, NonPublic')
    if (-not $export) { continue }
    foreach ($command in ($kind -eq 'Cmdlet' ? $inner.ExportedCmdlets : $inner.ExportedAliases).Values) {
        $export.Invoke($ExecutionContext.SessionState.Module, @(, $command))
    }
}
