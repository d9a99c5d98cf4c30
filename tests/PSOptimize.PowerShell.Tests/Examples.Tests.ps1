BeforeAll {
    $examples = Join-Path $PSScriptRoot '../../examples'
}

Describe 'five-methods.ps1' {
    BeforeAll {
        $path = Join-Path $TestDrive 'five.csv'
        $runs = @(& "$examples/five-methods.ps1" -Path $path)
        $rows = Import-Csv $path
    }

    It 'gives one run per method, in order' {
        $runs.Method.Label | Should -Be 'GradientDescent', 'Momentum', 'AdaGrad', 'RMSProp', 'Adam'
        $runs[1].Outcome.Kind | Should -Be 'Converged'
        $runs.Value | ForEach-Object { $_ | Should -BeLessThan 0.1 }
    }

    It 'derives the gradient from the script' {
        $runs[0].Objective.Differentiation | Should -Be 'Exact'
    }

    It 'writes the nine columns and one per coordinate, under the names of the script' {
        $rows[0].PSObject.Properties.Name |
            Should -Be ('Run Objective Method Iteration Evaluations Value GradientNorm StepNorm LearningRate x y' -split ' ')
    }

    It 'writes every step, from the start to the last point' {
        foreach ($number in 1..5) {
            $own = @($rows | Where-Object Run -EQ $number)
            $own.Count | Should -Be ($runs[$number - 1].Iterations + 1)
            [double]$own[0].x | Should -Be 0.1
            [double]$own[-1].x | Should -Be $runs[$number - 1].Last.Point[0]
            [double]$own[-1].y | Should -Be $runs[$number - 1].Last.Point[1]
            [double]$own[-1].Value | Should -Be $runs[$number - 1].Last.Value
        }
    }
}

Describe 'classics.ps1' {
    BeforeAll {
        $runs = @(& "$examples/classics.ps1")
    }

    It 'shrinks the parabola by 0.8 and the paraboloid by 0.95 per step' {
        $runs[0].Point[0] / (5 * [Math]::Pow(0.8, 25)) | Should -BeGreaterThan (1 - 1e-12) -Because 'each step is x - 0.1 * 2x'
        $runs[0].Point[0] / (5 * [Math]::Pow(0.8, 25)) | Should -BeLessThan (1 + 1e-12)
        $runs[1].Point[0] / (2.9 * [Math]::Pow(0.95, 100)) | Should -BeGreaterThan (1 - 1e-12)
        $runs[1].Point[0] / (2.9 * [Math]::Pow(0.95, 100)) | Should -BeLessThan (1 + 1e-12)
        $runs[1].Point[1] | Should -Be (-$runs[1].Point[0])
    }

    It 'crawls without momentum and arrives with it if the walls are gentle' {
        $runs[2].Last.Value.ToString('E1', [cultureinfo]::InvariantCulture) | Should -Be '5.5E-004'
        $runs[3].Last.Value.ToString('E1', [cultureinfo]::InvariantCulture) | Should -Be '1.4E-018'
    }

    It 'diverges twice if the walls are steep, and says so' {
        foreach ($run in $runs[4], $runs[5]) {
            $run.Outcome.Kind | Should -Be 'Failed'
            $run.Outcome.Reason | Should -Be 'NotFinite'
            $run.Message | Should -BeLike '*diverged*Lower the learning rate*'
            $run.Value | Should -Be 894.82
        }
    }
}

Describe 'nist.ps1' {
    BeforeAll {
        $run = & "$examples/nist.ps1"
    }

    It 'finds the certified values' {
        $run.Outcome.Kind | Should -Be 'Converged'
        [Math]::Abs($run.Point[0] / 0.76886226176 - 1) | Should -BeLessThan 1e-8
        [Math]::Abs($run.Point[1] / 3.8604055871 - 1) | Should -BeLessThan 1e-8
        [Math]::Abs($run.Value / 4.3173084083E-03 - 1) | Should -BeLessThan 1e-10
    }

    It 'reads the numbers of the reference file' {
        $numbers = Get-Content "$examples/data/nist/DanWood.dat" | Select-Object -Skip 60 | ForEach-Object { , (-split $_) } |
            Where-Object Count -EQ 2
        $rows = Import-Csv "$examples/data/nist/DanWood.csv"
        $rows.Count | Should -Be 6
        for ($i = 0; $i -lt 6; $i++) { $rows[$i].y, $rows[$i].x | Should -Be $numbers[$i] }
    }
}

Describe 'van-der-waals.ps1' {
    It 'finds the constants of the simulated isotherm, within two standard errors' {
        $parameters = (& "$examples/van-der-waals.ps1").Parameters
        $parameters.Name | Should -Be 'a', 'b'
        foreach ($pair in @($parameters[0], 3.64), @($parameters[1], 0.0427)) {
            $pair[0].StandardError | Should -BeGreaterThan 0
            [Math]::Abs($pair[0].Value - $pair[1]) | Should -BeLessThan (2 * $pair[0].StandardError)
        }
    }
}

Describe 'lasso-path.ps1' {
    It 'sets coefficients to exactly zero by lasso and none by ridge' {
        $path = & "$examples/lasso-path.ps1"
        ($path | Where-Object Model -EQ lasso).NotZero | Should -Be 10, 8, 7, 5, 4, 2
        ($path | Where-Object Model -EQ ridge).NotZero | Should -Be (, 10 * 6)
        $least = $path | Where-Object Penalty -EQ 0
        foreach ($name in 'RSquared', 'bmi', 's5') { [Math]::Abs($least[0].$name / $least[1].$name - 1) | Should -BeLessThan 1e-6 }
    }
}

Describe 'iris.ps1' {
    It 'tells the species apart' {
        $measured = & "$examples/iris.ps1"
        $measured.Rows | Should -Be 100
        $measured.Accuracy | Should -BeGreaterOrEqual 0.94
    }
}

Describe 'digits.ps1' {
    It 'reads digits that it has not seen, with one row per epoch' {
        $epochs = @(& "$examples/digits.ps1")
        $epochs.Epoch | Should -Be (0..($epochs.Count - 1))
        ($epochs.HeldOutAccuracy | Measure-Object -Maximum).Maximum | Should -BeGreaterOrEqual 0.96
        $epochs.Count | Should -BeLessOrEqual 31
    }
}

Describe 'die.ps1' {
    It 'finds the die of maximum entropy' {
        $run = & "$examples/die.ps1"
        $run.Outcome.Kind | Should -Be 'Converged'
        # The probabilities of that die grow by a common ratio.
        $p = $run.Point.Elements
        foreach ($i in 2..5) { [Math]::Abs($p[$i] / $p[$i - 1] - $p[1] / $p[0]) | Should -BeLessThan 1e-5 }
        [Math]::Abs(($p | Measure-Object -Sum).Sum - 1) | Should -BeLessThan 1e-12
        $mean = 0.0
        foreach ($i in 1..6) { $mean += $i * $p[$i - 1] }
        [Math]::Abs($mean - 4.5) | Should -BeLessThan 1e-6
    }
}

Describe 'QuickStart' {
    BeforeAll {
        $path = Join-Path $TestDrive 'quick.csv'
        $program = Get-ChildItem "$examples/QuickStart/bin/*/net10.0/QuickStart.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
        $text = dotnet $program.FullName $path
        $code = $LASTEXITCODE
        $rows = Import-Csv $path
    }

    It 'succeeds and shows what the README shows' {
        $code | Should -Be 0
        $readme = Get-Content (Join-Path $examples '../README.md') -Raw
        $shown = [regex]::Match($readme, '(?s)```text\n(PowerShell .*?)\n```').Groups[1].Value -split '\n'
        # Not every console has the characters of the curves.
        $curve = '\S+ (?=Budget|Converged)'
        $text.Replace($path, 'out/trajectories.csv') -replace $curve | Should -Be ($shown -replace $curve)
        $shown | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'writes every step of five methods' {
        $rows | Group-Object Method -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } |
            Should -Be 'AdaGrad 4001', 'Adam 4001', 'GradientDescent 4001', 'Momentum 3911', 'RMSProp 4001'
    }
}

Describe 'README.md' {
    It 'shows what its examples give' {
        $root = Join-Path $examples '..' -Resolve
        $where = @{ Readme = "$root/README.md"; Examples = "$root/examples"; Module = "$root/out/PSOptimize"; Folder = $TestDrive }
        $parts = & "$PSScriptRoot/Invoke-Readme.ps1" @where
        $parts.Count | Should -BeGreaterThan 10
        foreach ($part in $parts) { $part.Given | Should -Be $part.Shown -Because $part.Command }
        $prompts = Select-String -Path $where.Readme -Pattern '^(PS>|>>) '
        $prompts.Line | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}

Describe 'The examples that draw' {
    It '<Name>.ps1 makes the picture that the README shows' -ForEach @{ Name = 'race' }, @{ Name = 'data' } {
        if (-not (Test-Path "$examples/../out/PSOptimize/assets/plotly.min.js")) {
            Set-ItResult -Skipped -Because 'the build could not fetch Plotly.js with npm'
        }
        & "$examples/$Name.ps1" -Out $TestDrive
        (Get-Item (Join-Path $TestDrive "$Name.html")).Length | Should -BeLessThan 5MB
        $svg = Get-Item (Join-Path $TestDrive "$Name.svg")
        $svg.Length | Should -BeLessThan 300KB
        $names = { param($text) @(([xml]$text).SelectNodes('//*[local-name()="text"]').InnerText | Where-Object { $_ -notmatch '\d' }) }
        & $names (Get-Content $svg -Raw) | Should -Be (& $names (Get-Content (Join-Path $examples "../docs/images/$Name.svg") -Raw))
    }
}
