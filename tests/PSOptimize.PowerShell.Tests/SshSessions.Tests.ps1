# A real sshd on the loopback interface, with keys, port and folder of its own. Where there is none, Sessions.Tests.ps1 tests the queue.
BeforeDiscovery {
    $sshd = '/usr/sbin/sshd'
    $isThere = (Test-Path $sshd) -and (Get-Command ssh, ssh-keygen -ErrorAction Ignore).Count -eq 2
    # A machine that can be cut off is a network of its own, which only root may make.
    $canCut = $false
    if ($isThere -and (Get-Command ip -ErrorAction Ignore)) {
        ip netns add "probe$PID" 2> $null
        $canCut = $LASTEXITCODE -eq 0
        if ($canCut) { ip netns del "probe$PID" }
    }
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

    It 'make 200 runs in order, to the bits of this session, although one of four machines is cut off midway' -Skip:(-not $canCut) {
        $network, $near, $far = "cut$PID", "near$PID", "far$PID"
        $address, $remote = '10.213.77.1', '10.213.77.2'
        ip netns add $network
        $cut = $null
        try {
            ip link add $near type veth peer name $far
            ip link set $far netns $network
            ip addr add "$address/30" dev $near
            ip link set $near up
            ip netns exec $network ip addr add "$remote/30" dev $far
            ip netns exec $network ip link set $far up
            ip netns exec $network ip link set lo up
            (Get-Content "$folder/config") -replace '^ListenAddress .*', "ListenAddress $remote" -replace 'pid$', 'pid2' |
                Set-Content "$folder/config2"
            Add-Content "$folder/known" "[$remote]:$port $((Get-Content "$folder/host.pub") -replace ' \S+$')"
            $cut = Start-Process ip -ArgumentList 'netns', 'exec', $network, $sshd, '-D', '-e', '-f', "$folder/config2" -PassThru `
                -RedirectStandardError "$folder/log2"
            $until = [datetime]::Now.AddSeconds(30)
            while ([datetime]::Now -lt $until -and -not (Test-Connection $remote -TcpPort $port -Quiet)) { Start-Sleep -Milliseconds 100 }

            $there = $connection.Clone()
            $there.HostName = $remote
            $there.Options = $connection.Options + @{ ServerAliveInterval = 1; ServerAliveCountMax = 2 }
            $sessions = @(New-OptimizerSession @connection -PerHost 3) + @(New-OptimizerSession @there)
            $given = @{
                Objective = { param($x, $y) Start-Sleep -Milliseconds 5; ($x - 1) * ($x - 1) + 2 * $y * $y }
                Method = 'NelderMead'; MaxIterations = 15
            }
            $starts = foreach ($i in 1..200) { , @(($i + 0.5), 2) }
            $script:count = 0
            $runs = Invoke-Optimizer @given -Start $starts -Session $sessions -WarningVariable warnings -WarningAction SilentlyContinue |
                ForEach-Object {
                    if (++$script:count -eq 50) { ip link set $near down }
                    $_
                }
            $runs.Count | Should -Be 200
            $given.Objective = { param($x, $y) ($x - 1) * ($x - 1) + 2 * $y * $y }
            $here = Invoke-Optimizer @given -Start $starts
            for ($i = 0; $i -lt 200; $i++) {
                $runs[$i].Point | Should -Be $here[$i].Point
                $runs[$i] | Get-Trajectory | ConvertTo-Csv | Should -Be ($here[$i] | Get-Trajectory | ConvertTo-Csv)
            }
            @($warnings).Count | Should -Be 1
            "$warnings" | Should -Match 'SessionLost: Session 4 on 10\.213\.77\.2 is lost: .* Made again elsewhere'
            $null = Start-ThreadJob { $using:sessions | Remove-PSSession }
        }
        finally {
            if ($cut) { Stop-Process -Id $cut.Id -ErrorAction Ignore }
            # The session that was cut off, which nobody will end.
            ip netns pids $network | ForEach-Object { Stop-Process -Id $_ -Force -ErrorAction Ignore }
            ip link del $near
            ip netns del $network
        }
    }

    It 'that cannot be opened are an error' {
        $connection.Port = 1
        { New-OptimizerSession @connection 2> $null } | Should -Throw -ErrorId 'SessionFailed,*'
    }
}
