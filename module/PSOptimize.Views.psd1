@{
    # What objects look like. The module imports it once it knows that no other copy of itself has done so.
    ModuleVersion    = '1.0'
    GUID             = '0e6a1f57-2d0b-4b1c-8f3a-6d7c9b8e4a12'
    TypesToProcess   = @('PSOptimize.Types.ps1xml')
    FormatsToProcess = @('PSOptimize.Format.ps1xml')
}
