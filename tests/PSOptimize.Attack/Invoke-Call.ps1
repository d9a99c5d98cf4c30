<#
.SYNOPSIS
    Makes calls of the module, one after the other, in a runspace of this PowerShell, and writes what became of each.
.DESCRIPTION
    A line of -Calls is { text, limit, stopAfter }: a script, and after how many seconds it has to be stopped. A line of -Report is written
    when a call begins and another when it has ended, so that whoever reads it knows during which call the process died.
#>
[CmdletBinding()]
param(
    # The file of the calls, in the folder that they work in.
    [Parameter(Mandatory)] [string] $Calls,

    # The file of the verdicts.
    [Parameter(Mandatory)] [string] $Report,

    # A script with what the calls use, run before the first.
    [Parameter(Mandatory)] [string] $Prelude,

    # The manifest of the module.
    [Parameter(Mandatory)] [string] $Module,

    # The culture of the runspace.
    [string] $Culture = 'en-US',

    # The first call, from 0.
    [int] $From = 0
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$ProgressPreference = 'SilentlyContinue'
foreach ($name in 'CurrentCulture', 'CurrentUICulture', 'DefaultThreadCurrentCulture', 'DefaultThreadCurrentUICulture') {
    [cultureinfo]::$name = [cultureinfo]$Culture
}
$folder = Split-Path $Calls
[Environment]::CurrentDirectory = $folder
$state = [initialsessionstate]::CreateDefault2()
$state.ImportPSModule($Module)
$runspace = [runspacefactory]::CreateRunspace($state)
$runspace.ThreadOptions = 'ReuseThread'
$runspace.Open()
# Half of a pair of UTF-16 is written as a question mark.
$writer = [IO.StreamWriter]::new($Report, $true, [Text.UTF8Encoding]::new($false, $false))
$writer.AutoFlush = $true

function New-Shell([string] $Text, [bool] $IsLocal = $true) {
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $null = $shell.AddScript($Text, $IsLocal)
    $shell
}

function Get-Problem([Management.Automation.ErrorRecord] $Record) {
    $types = for ($inner = $Record.Exception; $inner; $inner = $inner.InnerException) { $inner.GetType().Name }
    $message = $Record.Exception.Message
    @{
        id = $Record.FullyQualifiedErrorId
        types = @($types)
        message = $message.Substring(0, [Math]::Min(400, $message.Length))
        command = "$($Record.InvocationInfo.MyCommand.Name)"
        where = @("$($Record.Exception.StackTrace)$($Record.Exception.InnerException.StackTrace)" -split '\n' -match 'PSOptimize')[0..2]
    }
}

# What is said of a run that does not hold.
function Get-Falsehood([object[]] $Output) {
    foreach ($item in $Output) {
        if ($null -eq $item -or -not $item.PSObject.TypeNames.Contains('PSOptimize.Run')) { continue }
        if ("$($item.Outcome)" -like 'Converged*' -and -not [double]::IsFinite($item.Value)) {
            "$($item.Outcome) with the value $($item.Value)"
        }
    }
}

# What must be there after each call that does not replace files.
function Get-Loss([string] $Text) {
    if ($Text -match '-Force') { return }
    foreach ($file in [IO.Directory]::GetFiles("$folder/keep", 'other.*')) {
        if ([IO.File]::ReadAllText($file) -ne 'of somebody else') { "$file is altered" }
    }
    if ([IO.Directory]::GetFiles("$folder/keep", 'other.*').Count -ne 2) { 'a file is gone' }
}

function Reset-File {
    foreach ($name in 'other.txt', 'other.svg') { [IO.File]::WriteAllText("$folder/keep/$name", 'of somebody else') }
}

$null = New-Item -ItemType Directory -Path "$folder/keep" -Force
Reset-File
$shell = New-Shell "Set-Location -LiteralPath '$folder'; `$ProgressPreference = 'SilentlyContinue'; . '$Prelude'" $false
$null = $shell.Invoke()
if ($shell.Streams.Error.Count -gt 0) { throw $shell.Streams.Error[0] }

$index = -1
foreach ($line in [IO.File]::ReadLines($Calls)) {
    $index++
    if ($index -lt $From) { continue }
    $call = ConvertFrom-Json $line
    $writer.WriteLine("{`"begun`":$index}")
    $shell = New-Shell $call.text
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    $none = [Management.Automation.PSDataCollection[psobject]]::new()
    $none.Complete()
    $errors = [Collections.Generic.List[object]]::new()
    $running = $shell.BeginInvoke($none, $output)
    $limit = if ($null -ne $call.stopAfter) { $call.stopAfter } else { $call.limit }
    $stopSeconds = $null
    if (-not $running.AsyncWaitHandle.WaitOne([int](1000 * $limit))) {
        $stop = [Diagnostics.Stopwatch]::StartNew()
        $stopping = $shell.BeginStop($null, $null)
        $stopped = $stopping.AsyncWaitHandle.WaitOne(30000)
        $stopSeconds = $stop.Elapsed.TotalSeconds
        if (-not $stopped) {
            $writer.WriteLine("{`"index`":$index,`"hangs`":true}")
            $writer.Dispose()
            [Diagnostics.Process]::GetCurrentProcess().Kill()
        }
    }
    try {
        $null = $shell.EndInvoke($running)
    }
    catch [Management.Automation.PipelineStoppedException] {
        $null = $_
    }
    catch {
        $record = $_
        for ($inner = $_.Exception; $inner; $inner = $inner.InnerException) {
            if ($inner -is [Management.Automation.RuntimeException] -and $inner -isnot [Management.Automation.MethodInvocationException]) {
                $record = $inner.ErrorRecord
                break
            }
        }
        $errors.Add((Get-Problem $record))
    }
    $seconds = $watch.Elapsed.TotalSeconds
    foreach ($record in @($shell.Streams.Error)[0..4]) { if ($record) { $errors.Add((Get-Problem $record)) } }
    $loss = @(Get-Loss $call.text)
    if ($call.text -match '-Force' -or $loss) { Reset-File }
    $writer.WriteLine((ConvertTo-Json -Compress -Depth 5 @{
                index = $index
                seconds = $seconds
                stopSeconds = $stopSeconds
                errors = $errors
                warnings = $shell.Streams.Warning.Count
                outputs = $output.Count
                texts = @(foreach ($item in @($output)[0..2]) { if ($item -is [string]) { $item } })
                falsehoods = @(Get-Falsehood @($output))
                losses = $loss
            }))
    $shell.Dispose()
}
$writer.Dispose()
[Environment]::Exit(0)
