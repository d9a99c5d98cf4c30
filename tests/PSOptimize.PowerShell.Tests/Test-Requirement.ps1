<#
.SYNOPSIS
    Says what the tests of the module lack on this machine; the exit code is 0 if they lack nothing.
#>
if ($PSVersionTable.PSVersion -lt [version]'7.6') {
    "PowerShell 7.6 is needed; pwsh is $($PSVersionTable.PSVersion)."
    exit 1
}
if (-not (Get-Module -ListAvailable -Name Pester | Where-Object Version -GE '5.0')) {
    'Pester 5 is not installed: Install-Module Pester -MinimumVersion 5.0'
    exit 1
}
