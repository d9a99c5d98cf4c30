BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'Checkpoints' {
    BeforeEach {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).json"
    }

    BeforeAll {
        $f = New-Objective -Problem Rosenbrock
        $whole = $f | Invoke-Optimizer Adam 0.1, 3 -LearningRate 0.05 -MaxIterations 500
    }

    It 'resumes to the same bits as a run that was never stopped' {
        $null = $f | Invoke-Optimizer Adam 0.1, 3 -LearningRate 0.05 -MaxIterations 200 -CheckpointPath $path
        $resumed = $f | Invoke-Optimizer -Resume $path -MaxIterations 500
        $resumed.Point | Should -Be $whole.Point
        $resumed.Iterations | Should -Be 500
        ($resumed | Get-Trajectory).Count | Should -Be 501
        ($resumed | Get-Trajectory | ConvertTo-Csv)[300] | Should -Be ($whole | Get-Trajectory | ConvertTo-Csv)[300]
    }

    It 'saves the resumed run in the same file' {
        $null = $f | Invoke-Optimizer NelderMead 0.1, 3 -MaxIterations 20 -CheckpointPath $path
        $null = $f | Invoke-Optimizer -Resume $path -MaxIterations 40
        ($f | Invoke-Optimizer -Resume $path -MaxIterations 60).Value |
            Should -Be ($f | Invoke-Optimizer NelderMead 0.1, 3 -MaxIterations 60).Value
    }

    It 'refuses <Name> with the id <Id>' -ForEach @(
        @{ Name = 'a missing file'; Id = 'CheckpointMissing'; Text = $null }
        @{ Name = 'a foreign file'; Id = 'CheckpointForeign'; Text = '{"a": 1}' }
        @{ Name = 'a file that is not JSON'; Id = 'CheckpointDamaged,CheckpointForeign'; Text = 'hello' }
    ) {
        $file = Join-Path $TestDrive 'bad.json'
        Remove-Item $file -ErrorAction Ignore
        if ($Text) { Set-Content $file $Text }
        $caught = { $f | Invoke-Optimizer -Resume $file -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId.Split(',')[0] | Should -BeIn $Id.Split(',')
    }

    It 'resumes a file that was cut from the write before, and refuses one without any' {
        $null = $f | Invoke-Optimizer Adam 0.1, 3 -LearningRate 0.05 -MaxIterations 200 -CheckpointPath $path -CheckpointEvery 50
        $text = Get-Content $path -Raw
        [System.IO.File]::WriteAllText($path, $text.Substring(0, $text.Length - 20))
        ($f | Invoke-Optimizer -Resume $path -MaxIterations 500).Point | Should -Be $whole.Point
        [System.IO.File]::WriteAllText($path, $text.Substring(0, $text.IndexOf("`n") + 20))
        $caught = { $f | Invoke-Optimizer -Resume $path -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -Match '^CheckpointDamaged'
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'CheckpointOtherVersion'; Change = { param($text) $text -replace '"version":\d+', '"version":99' }; More = @{} }
        @{ Id = 'CheckpointDamaged'; Change = { param($text) $text.Replace('"evaluations":', '"evaluations":1') }; More = @{} }
        @{ Id = 'CheckpointOtherMethod'; Change = { param($text) $text }; More = @{ Method = 'RMSProp' } }
        @{ Id = 'CheckpointOtherMethod'; Change = { param($text) $text }; More = @{ Method = 'Adam'; LearningRate = 0.5 } }
        @{ Id = 'CheckpointOtherDimension'; Change = { param($text) $text }; More = @{ Script = { param($a, $b, $c) $a + $b + $c } } }
    ) {
        $null = $f | Invoke-Optimizer Adam 0.1, 3 -LearningRate 0.05 -MaxIterations 5 -CheckpointPath $path
        Set-Content $path (& $Change (Get-Content $path -Raw)) -NoNewline
        $objective = $More.Script ? (New-Objective $More.Script -Name Rosenbrock) : $f
        $method = $More.Method ? $More : @{}
        $caught = { Invoke-Optimizer -Objective $objective -Resume $path @method -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'needs the method again if it contains code' {
        $method = New-Optimizer Adam -LearningRate { param($t) 0.1 / $t }
        $null = $f | Invoke-Optimizer $method 0.1, 3 -MaxIterations 20 -CheckpointPath $path
        $caught = { $f | Invoke-Optimizer -Resume $path -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'CheckpointMethodNeeded,*'
        ($f | Invoke-Optimizer $method -Resume $path -MaxIterations 50).Point |
            Should -Be ($f | Invoke-Optimizer $method 0.1, 3 -MaxIterations 50).Point
    }

    It 'resumes a run whose points stay in a <Name>' -ForEach @(
        @{ Name = 'simplex'; Set = @{ Simplex = 1 } }
        @{ Name = 'ball'; Set = @{ Ball = 0.5 } }
        @{ Name = 'box'; Set = @{ Within = '0..1' } }
    ) {
        $null = $f | Invoke-Optimizer GradientDescent 0.3, 0.2 -LearningRate 0.001 @Set -MaxIterations 20 -CheckpointPath $path
        ($f | Invoke-Optimizer -Resume $path -MaxIterations 50).Point |
            Should -Be ($f | Invoke-Optimizer GradientDescent 0.3, 0.2 -LearningRate 0.001 @Set -MaxIterations 50).Point
    }

    It 'refuses another objective' {
        $null = $f | Invoke-Optimizer Adam 0.1, 3 -MaxIterations 5 -CheckpointPath $path
        $caught = { New-Objective -Problem Beale | Invoke-Optimizer -Resume $path -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -Match '^CheckpointOtherObjective'
    }

    It 'saves each row of a table in the file that the row names' {
        $files = 1..3 | ForEach-Object { Join-Path $TestDrive "row$_.json" }
        $rows = $files | ForEach-Object { [pscustomobject] @{ Method = 'Adam'; Start = '0.1 3'; CheckpointPath = $_ } }
        $runs = $rows | Invoke-Optimizer -Objective $f -MaxIterations 5 -ErrorAction Stop
        $runs.Count | Should -Be 3
        ($f | Invoke-Optimizer -Resume $files[2] -MaxIterations 9).Iterations | Should -Be 9
    }

    It 'does not write two runs into one file' {
        $caught = { $f | Invoke-Optimizer Adam, RMSProp 0.1, 3 -MaxIterations 5 -CheckpointPath $path -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.Exception.Message | Should -Match 'holds one run'
    }
}

Describe 'Many starts' {
    It 'draws <_> starts in the domain of a problem, the same for the same seed' -ForEach 'Uniform', 'LatinHypercube', 'Sobol' {
        $runs = New-Objective -Problem Himmelblau | Invoke-Optimizer NelderMead -StartCount 20 -Sampling $_ -Seed 3 -MaxIterations 5
        $runs.Count | Should -Be 20
        ($runs.Start | ForEach-Object { "$_" } | Select-Object -Unique).Count | Should -Be 20
        foreach ($start in $runs.Start) { [Math]::Abs($start[0]) | Should -BeLessOrEqual 6 }
        $again = New-Objective -Problem Himmelblau | Invoke-Optimizer NelderMead -StartCount 20 -Sampling $_ -Seed 3 -MaxIterations 5
        "$($again.Start)" | Should -Be "$($runs.Start)"
    }

    It 'puts one start of a Latin hypercube into each slice' {
        $runs = New-Objective { param($a, $b) $a * $a + $b * $b } |
            Invoke-Optimizer GradientDescent -StartCount 10 -Within '0..10' -Sampling LatinHypercube -MaxIterations 1
        ($runs.Start | ForEach-Object { [Math]::Floor($_[1]) } | Sort-Object) -join ' ' | Should -Be '0 1 2 3 4 5 6 7 8 9'
    }

    It 'puts one of 16 Sobol starts into each square of a plane' {
        $runs = New-Objective { param($a, $b) $a * $a + $b * $b } |
            Invoke-Optimizer GradientDescent -StartCount 16 -Within '0..4' -Sampling Sobol -MaxIterations 1
        ($runs.Start | ForEach-Object { [Math]::Floor($_[0]) * 4 + [Math]::Floor($_[1]) } | Sort-Object) -join ' ' |
            Should -Be ((0..15) -join ' ')
    }

    It 'says which sampling takes more than 101 coordinates' {
        $large = New-Objective -Problem Sphere -Dimension 102
        { $large | Invoke-Optimizer Adam -StartCount 3 -Sampling Sobol -ErrorAction Stop } | Should -Throw '*take LatinHypercube*'
    }

    It 'asks where to draw' {
        $caught = { New-Objective { param($a) $a * $a } | Invoke-Optimizer -StartCount 3 -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -Match '^NoBoxForStarts'
    }
}
