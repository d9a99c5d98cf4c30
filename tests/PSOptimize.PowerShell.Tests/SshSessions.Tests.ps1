# A real sshd on the loopback interface, with keys, port and folder of its own. Where there is none, Sessions.Tests.ps1 tests the queue.
BeforeDiscovery {
    $sshd = '/usr/sbin/sshd'
    $isThere = (Test-Path $sshd) -and (Get-Command ssh, ssh-keygen -ErrorAction Ignore).Count -eq 2
}

Describe 'Sessions over SSH' -Skip:(-not $isThere) {
    BeforeAll {
        $sshd = '/usr/sbin/sshd'
        Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)
        $folder = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "sshd-$([guid]::NewGuid())") -ItemType Directory).FullName
        chmod 700 $folder
        foreach ($key in 'host', 'user') { ssh-keygen -q -t ed25519 -N '' -f "$folder/$key" }
        Copy-Item "$folder/user.pub" "$folder/authorized"
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        Set-Content "$folder/known" "[127.0.0.1]:$port $((Get-Content "$folder/host.pub") -replace ' \S+$')"
        # The PowerShell of these tests, whatever the machine has installed.
        $shell = (Get-Process -Id $PID).Path
        $start = (Split-Path $shell -Leaf) -like 'dotnet*' ? "exec '$shell' '$PSHOME/pwsh.dll'" : "exec '$shell'"
        Set-Content "$folder/shell" "#!/bin/sh`nexport DOTNET_ROOT='$env:DOTNET_ROOT'`n$start -sshs -NoLogo -NoProfile"
        chmod 700 "$folder/shell"
        Set-Content "$folder/config" @"
Port $port
ListenAddress 127.0.0.1
HostKey $folder/host
PidFile $folder/pid
AuthorizedKeysFile $folder/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 50
MaxSessions 50
Subsystem powershell $folder/shell
"@
        if ((id -u) -eq '0') { $null = New-Item /run/sshd -ItemType Directory -Force }
        $server = Start-Process $sshd -ArgumentList '-D', '-e', '-f', "$folder/config" -PassThru -RedirectStandardError "$folder/log"
        $connection = @{
            HostName = '127.0.0.1'; Port = $port; UserName = (id -un); KeyFilePath = "$folder/user"
            Options = @{ UserKnownHostsFile = "$folder/known"; StrictHostKeyChecking = 'yes' }
        }
        $until = [datetime]::Now.AddSeconds(30)
        while ([datetime]::Now -lt $until -and -not (Test-Connection 127.0.0.1 -TcpPort $port -Quiet)) { Start-Sleep -Milliseconds 100 }
    }

    AfterAll {
        if ($server) { Stop-Process -Id $server.Id -ErrorAction Ignore }
        if ($folder) { Remove-Item $folder -Recurse -Force -ErrorAction Ignore }
    }

    It 'make 200 runs in order, to the bits of this session, although one of four is killed midway' {
        $sessions = New-OptimizerSession @connection -PerHost 4
        try {
            $sessions.Count | Should -Be 4
            $mark = Join-Path $folder 'killed'
            $given = @{
                Objective = {
                    param($x, $y)
                    if ($x -eq 90.5 -and -not (Test-Path $mark)) { $null = New-Item $mark; Stop-Process -Id $PID -Force; Start-Sleep 60 }
                    ($x - 1) * ($x - 1) + 2 * $y * $y
                }
                Method = 'NelderMead'; MaxIterations = 15
            }
            $starts = foreach ($i in 1..200) { , @(($i + 0.5), 2) }
            $null = New-Item $mark
            $here = Invoke-Optimizer @given -Start $starts
            Remove-Item $mark
            $there = Invoke-Optimizer @given -Start $starts -Session $sessions -WarningVariable warnings -WarningAction SilentlyContinue
            $there.Count | Should -Be 200
            for ($i = 0; $i -lt 200; $i++) {
                $there[$i].Point | Should -Be $here[$i].Point
                $there[$i] | Get-Trajectory | ConvertTo-Csv | Should -Be ($here[$i] | Get-Trajectory | ConvertTo-Csv)
            }
            "$warnings" | Should -Match 'SessionLost: Session \d on 127\.0\.0\.1 is lost: .* Made again elsewhere: runs? 90'
            @($sessions | Where-Object State -EQ 'Opened').Count | Should -Be 3
        }
        finally {
            $sessions | Remove-PSSession
        }
    }

    It 'that cannot be opened are an error' {
        $connection.Port = 1
        { New-OptimizerSession @connection 2> $null } | Should -Throw -ErrorId 'SessionFailed,*'
    }
}
