# Writes what the cmdlets of a module take, as JSON: commands with their parameters and sets, methods with their hyperparameters.
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Module)
Import-Module $Module
$common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
$commands = foreach ($command in Get-Command -Module PSOptimize) {
    @{
        name = $command.Name
        parameters = @(foreach ($parameter in $command.Parameters.Values) {
                if ($parameter.Name -in $common) { continue }
                $type = $parameter.ParameterType
                if ($type.IsArray) { $type = $type.GetElementType() }
                $type = [Nullable]::GetUnderlyingType($type) ?? $type
                @{
                    name = $parameter.Name
                    isDynamic = $parameter.IsDynamic
                    isEnum = $type.IsEnum
                    kind = if ($type -eq [scriptblock]) { 'block' }
                    elseif ($type.IsPrimitive -and $type -ne [bool]) { 'number' }
                    elseif ($type -ne [string]) { '' }
                    elseif ($parameter.Name -match 'Path$|^Store$|^Resume$') { 'path' }
                    else { 'text' }
                    isPiped = @($parameter.ParameterSets.Values.ValueFromPipeline) -contains $true
                    sets = @($parameter.ParameterSets.Keys)
                }
            })
    }
}
$methods = foreach ($method in Get-OptimizerMethod) { @{ name = $method.Name; parameters = @($method.Parameters.Name) } }
@{ commands = @($commands); methods = @($methods) } | ConvertTo-Json -Depth 6 -Compress
