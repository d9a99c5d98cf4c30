[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingPositionalParameters', '', Justification = 'Assert-Near reads like a sentence.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)

    # Puromycin of Bates and Watts 1988, with standard deviations of 5 + 10 x.
    $rates = 76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200
    $puromycin = 0..11 | ForEach-Object {
        $x = (.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1)[$_]
        [pscustomobject]@{ x = $x; y = $rates[$_]; s = 5 + 10 * $x }
    }
    $michaelis = { param($row, $vmax, $km) $vmax * $row.x / ($km + $row.x) }

    function Assert-Near([double] $Actual, [double] $Expected, [double] $Relative = 1e-6) {
        [Math]::Abs($Actual / $Expected - 1) | Should -BeLessThan $Relative -Because "$Actual should be $Expected"
    }
}

Describe 'The statistics of a fit' {
    BeforeAll {
        $run = $puromycin | New-Objective -Model $michaelis -Target y | Invoke-Optimizer NelderMead -Start 200, .05 -MaxIterations 90
        $fit = $run | Measure-Objective -Fit
    }

    # SciPy 1.10, curve_fit.
    It 'are those of least squares, although the run says nothing of convergence' {
        $run.Outcome.Kind | Should -Be 'BudgetExhausted'
        $vmax, $km = $fit.Parameters
        Assert-Near $vmax.Value 212.6837431575472
        Assert-Near $vmax.StandardError 6.947155271988952 1e-5
        Assert-Near $km.StandardError 0.008280949786389 1e-5
        Assert-Near $km.TValue 7.743227933584976 1e-5
        Assert-Near $km.PValue 1.565134278915996e-05 1e-4
        Assert-Near $vmax.Lower 197.2045165853956 1e-5
        Assert-Near $fit.Covariance[0, 1] 0.04401453443807604 1e-4
        Assert-Near $fit.Correlation[0, 1] 0.7650836 1e-5
        Assert-Near $fit.ReducedChiSquared 119.54488144393588
        Assert-Near $fit.AdjustedChiSquared (1195.4488144393588 / 9)
        Assert-Near $fit.Aic 95.27096864894753
        Assert-Near $fit.Bic 96.72568859831154
        $fit.DegreesOfFreedom | Should -Be 10
        Assert-Near ($run | Measure-Objective -Fit -Confidence 0.5).Parameters[0].Upper ($vmax.Value + .699812 * $vmax.StandardError)
    }

    It 'fit into 80 columns' {
        $text = $fit | Out-String -Width 80
        $lines = $text.Trim() -split '\r?\n'
        $lines[0] | Should -Be 'Squared(y): 12 rows, 2 parameters, 10 degrees of freedom'
        $lines | Should -Contain 'vmax    212.68374          6.947  30.61  3.24E-11       197.205    228.163'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'become rows of predictions with both bands' {
        $rows = ($run | Measure-Objective -Data @{ x = .3 }, @{ x = .5 }).PredictionRows
        $rows[0].x | Should -Be 0.3
        Assert-Near $rows[0].Prediction 175.2304140228208
        Assert-Near $rows[0].StandardError 3.7067140090112844 1e-4
        Assert-Near $rows[0].Lower 166.97134052622005 1e-5
        Assert-Near $rows[0].PredictionLower 149.506784002421 1e-5
        $rows[0].PSObject.Properties.Name | Should -Not -Contain 'Residual'
        $table = $fit.PredictionRows | ConvertTo-Csv | ConvertFrom-Csv
        $table.Count | Should -Be 12
        $table[0].PSObject.Properties.Name |
            Should -Be 'x', 'y', 's', 'Prediction', 'StandardError', 'Lower', 'Upper', 'PredictionLower', 'PredictionUpper', 'Residual'
        Assert-Near ([double] $table[3].Residual + [double] $table[3].Prediction) 107
    }

    It 'trust a sigma, unless it is relative, and tell one reduced chi-squared' {
        $run = $puromycin | New-Objective -Model $michaelis -Target y -Sigma s |
            Invoke-Optimizer NelderMead -Start 200, .05 -MaxIterations 90
        $fit = $run | Measure-Objective -Fit
        Assert-Near $fit.Parameters[0].StandardError 6.270649323862981 1e-5
        Assert-Near ($run | Measure-Objective -Fit -RelativeSigma).Parameters[0].StandardError 11.27921604262829 1e-5
        Assert-Near $run.Value 3.235435914585115
        Assert-Near $fit.Loss $run.Value 1e-12
        Assert-Near $fit.ReducedChiSquared $run.Value 1e-12
        $adjusted = $puromycin | New-Objective -Model $michaelis -Target y -Sigma s -Loss AdjustedChiSquared
        Assert-Near ($adjusted | Measure-Objective -Point (, $run.Point)).Value (32.35435914585115 / 9)
    }

    It 'are empty, with the reason, if the run stopped early' {
        $short = $puromycin | New-Objective -Model $michaelis -Target y | Invoke-Optimizer NelderMead -Start 200, .05 -MaxIterations 3 |
            Measure-Objective -Fit
        $short.Note | Should -BeLike 'not at a minimum: * standard errors off'
        $short.Parameters.Note | Should -Be $short.Note, $short.Note
        [double]::IsNaN($short.Parameters[0].StandardError) | Should -BeTrue
        ($short | Out-String -Width 80) | Should -Match 'No standard errors: not at a minimum'
        $short.PredictionRows[0].Lower | Should -BeNullOrEmpty
        $short.PredictionRows[0].Prediction | Should -BeOfType double
    }

    It 'know the bounds of the run: <Within>' -ForEach @(
        @{ Within = '0..300 0.08..0.08'; Note = 'fixed' }
        @{ Within = '0..300 0.08..1'; Note = 'at its bound 0.08' }
    ) {
        $held = $puromycin | New-Objective -Model $michaelis -Target y |
            Invoke-Optimizer NelderMead -Start 200, .08 -MaxIterations 400 -Within $Within | Measure-Objective -Fit
        $held.Note | Should -BeNullOrEmpty
        $held.Parameters[1].Note | Should -Be $Note
        Assert-Near $held.Parameters[0].StandardError 5.037287720727069 1e-4
        $held.DegreesOfFreedom | Should -Be 11
        ($held | Out-String -Width 80) | Should -Match "(?m)^km +0\.08 +$Note"
    }

    It 'take a penalty of the run for what it is' {
        $held = $puromycin | New-Objective -Model $michaelis -Target y | Invoke-Optimizer NelderMead -Start 200, .05 -L2 1e-6 |
            Measure-Objective -Fit
        $held.Note | Should -Be 'penalised, hence biased'
    }
}

Describe 'A model of texts and numbers' {
    BeforeAll {
        # The same model, translated and, since try cannot be, not.
        function Get-Both([string] $Csv, [string] $Model, [double[]] $Point = 2, [string] $Delimiter = ',') {
            foreach ($body in $Model, "try { $Model } catch { throw }") {
                try {
                    $block = [scriptblock]::Create("param(`$row, $(@('$a', '$b')[0..($Point.Count - 1)] -join ', ')) $body")
                    ($Csv | ConvertFrom-Csv -Delimiter $Delimiter | New-Objective -Model $block -Target y -ErrorAction Stop |
                        Measure-Objective -Point (, $Point) -ErrorAction Stop).Value
                } catch { "$_" }
            }
        }
    }

    It 'says of a bad cell or name the same, translated or not: <Model> of <Csv>' -ForEach @(
        @{ Csv = "x,y`n1,2`n,4`n3,6"; Model = '$a * $row.x'; Says = 'Row 2, column x is empty: it must be a number.' }
        @{
            Csv   = "x,y`n1,2`n2,4`nn/a,6"
            Model = '$x = $row.x; $a * $x'
            Says  = "Row 3, column x is 'n/a': it must be a number with a decimal point."
        }
        @{
            Csv   = "x,y`n""1,5"",2`n""2,5"",4"
            Model = '$x = $row.x; $a * $x'
            Says  = "Row 1, column x is '1,5': it must be a number with a decimal point."
        }
        @{
            Csv   = "x,y`nA,2`nB,4`nC,6"
            Model = '$x = $row.x; $a * $x'
            Says  = "Row 1, column x is 'A': it must be a number with a decimal point."
        }
        @{ Csv = "x,y`n1,2`n2,4"; Model = '$a * $row.xx'; Says = 'There is no column xx; the columns are x, y.' }
        @{ Csv = "x,y`n1,2`n2,4"; Model = '$n = "xx"; $a * $row.$n'; Says = 'There is no column xx; the columns are x, y.' }
        @{ Csv = "x,y`n1,2`n,4"; Model = '$a * $row["x"]'; Says = 'Row 2, column x is empty: it must be a number.' }
        @{
            Csv   = "x,y`nTrue,2`nFalse,4"
            Model = 'if ($row.x) { $a } else { 1 }'
            Says  = "Row 1, column x is 'True': it must be a number: write 1 for True and 0 for False."
        }
        @{
            Csv   = "x,y`n2024-01-05,2`n2024-01-06,4"
            Model = '$a * $row.x'
            Says  = "Row 1, column x is '2024-01-05': it must be a number: of a date *TotalDays*"
        }
    ) {
        $both = Get-Both $Csv $Model
        $both[0] | Should -BeLike $Says
        $both[1] | Should -Be $both[0]
    }

    It 'does not let the model swallow what is wrong' {
        $data = "x,y`n1,2`n,4" | ConvertFrom-Csv
        { $data | New-Objective -Model { param($row, $a) try { $n = 'x'; $a * $row.$n } catch { 0 } } -Target y |
            Measure-Objective -Point 2 -ErrorAction Stop } | Should -Throw 'Row 2, column x is empty: it must be a number.'
    }

    It 'reads a text as text and a number as a number: <Model>' -ForEach @(
        @{ Model = 'if ($row.k -eq "A") { $a } else { $b }' }
        @{ Model = 'switch ($row.k) { "A" { $a } default { $b } }' }
        @{ Model = '@{ A = $a; 1 = $b }["$($row.k)"] ?? $b' }
        @{ Model = 'if ($row.k.StartsWith("A")) { $a } else { $b }' }
        @{ Model = 'if ($row["k"] -in "A", "C") { $a } else { $b }' }
    ) {
        # Group A has the rows 1 and 3; the groups are read off by a = 5 and b = 7, and the numbers must be numbers.
        $csv = "k,x,y`nA,1,5`nB,2,14`nA,10,50"
        $both = Get-Both $csv "`$level = `$($Model); `$level * `$row.x" 5, 7
        $both | Should -Be 0, 0
    }

    It 'is fitted, and predicts new rows' {
        $run = "kind,y`nA,5.1`nB,1.0`nA,4.9`nB,1.2" | ConvertFrom-Csv |
            New-Objective -Model { param($row, $a, $b) if ($row.kind -eq 'A') { $a } else { $b } } -Target y |
            Invoke-Optimizer NelderMead -Start 1, 1 -MaxIterations 300
        Assert-Near $run.Point[0] 5 1e-4
        Assert-Near $run.Point[1] 1.1 1e-4
        $new = $run | Measure-Objective -Data @{ kind = 'B' }, @{ kind = 'A' }
        Assert-Near $new.Predictions[0] 1.1 1e-4
        Assert-Near $new.Predictions[1] 5 1e-4
    }

    It 'knows the columns that only later rows have' {
        $rows = [pscustomobject]@{ x = 1; y = 2 }, [pscustomobject]@{ x = 2; y = 4; z = 1 }
        { $rows | New-Objective -Model { param($row, $a) $a * $row.x + $row.z } -Target y -ErrorAction Stop } |
            Should -Throw 'Row 1, column z is empty: it must be a number.'
        { $rows | New-Objective -Linear -Target y -ErrorAction Stop } | Should -Throw 'Row 1, column z is empty*-Feature*'
        ($rows | New-Objective -Model { param($row, $a) $a * $row.x } -Target y | Measure-Objective -Point 2).Value | Should -Be 0
    }
}

Describe 'Rows of a table' {
    It 'that no model can be made of are one error, which names -Feature' {
        $given = { "id,x,y`nu,1,2`nv,2,4`nw,3,7" | ConvertFrom-Csv | New-Objective -Linear -Target y | Invoke-Optimizer ClosedForm }
        $Error.Clear()
        try { & $given } catch { $null = $_ }
        $Error.Count | Should -Be 1
        "$($Error[0])" | Should -BeLike "Row 1, column id is 'u': it must be a number*. -Feature names the columns to predict from."
    }

    It 'have one class for 1 and 1.0' {
        $objective = "t,x,c`na,1,1`nb,2,0`nc,3,1.0`nd,4,0.0" | ConvertFrom-Csv | New-Objective -Softmax -Target c -Feature x
        $objective.Classes | Should -Be '0', '1'
    }
}

Describe 'Rows of a file' {
    BeforeAll {
        $model = { param($row, $a, $b) $a * $row.x + $b * [Math]::Sin($row.w) }
        $file = Join-Path $TestDrive 'measured.csv'
        1..50 | ForEach-Object {
            $x = [Math]::Sqrt($_) / 7
            [pscustomobject]@{ x = $x; w = $_ % 9; kind = ('A', 'B, "c"')[$_ % 2]; y = 3 * $x + [Math]::Sin(5 * $_) }
        } | Export-Csv $file
    }

    It 'give the same bits as from the pipeline, separated by <Name>' -ForEach @(
        @{ Name = 'commas'; Delimiter = ',' }
        @{ Name = 'semicolons'; Delimiter = ';' }
        @{ Name = 'tabs'; Delimiter = "`t" }
    ) {
        $rows = Import-Csv $file
        $other = Join-Path $TestDrive 'other.csv'
        $rows | Export-Csv $other -Delimiter $Delimiter -UseQuotes AsNeeded
        $piped = Import-Csv $other -Delimiter $Delimiter | New-Objective -Model $model -Target y | Invoke-Optimizer -Start 1, 1
        $read = New-Objective -Path $other -Delimiter $Delimiter -Model $model -Target y | Invoke-Optimizer -Start 1, 1
        $read.Point.Elements | Should -Be $piped.Point.Elements
        $read.Value | Should -Be $piped.Value
        ($rows | New-Objective -Softmax -Target kind -Feature x, w).Classes | Should -Be 'A', 'B, "c"'
        (New-Objective -Path $file -Softmax -Target kind -Feature x, w).Classes | Should -Be 'A', 'B, "c"'
        $texts = { param($row, $a, $b) if ($row.kind -eq 'A') { $a } else { $b } }
        $values = ($rows | New-Objective -Model $texts -Target y), (New-Objective -Path $file -Model $texts -Target y) |
            Measure-Objective -Point (, (1, 2)) | ForEach-Object Value
        $values[1] | Should -Be $values[0]
    }

    It 'that are bad are errors with file, row and column: <Says>' -ForEach @(
        @{ Text = "x,w,y`n1,2,3`n1,,3"; Says = 'Row 2 of bad.csv, column w is empty: it must be a number.' }
        @{
            Text = "x;w;y`n1;2;3`n1,5;2;3"
            Delimiter = ';'
            Says = "Row 2 of bad.csv, column x is '1,5': it must be a number with a decimal point."
        }
        @{ Text = "x,w,y`n1,2,3`n1,2"; Says = 'Row 2 of bad.csv has 2 cells; there are 3 columns: x, w, y.' }
        @{ Text = "x;w;y`n1;2;3"; Says = "The first line of bad.csv is 'x;w;y', which has no comma*semicolons*" }
        @{ Text = 'x,w,y'; Says = '*bad.csv has no rows below the names of its columns.' }
        @{ Text = "x,v,y`n1,2,3"; Says = 'There is no column w; the columns are x, v, y.' }
    ) {
        $bad = Join-Path $TestDrive 'bad.csv'
        Set-Content $bad $Text
        { New-Objective -Path $bad -Delimiter ($Delimiter ?? ',') -Model $model -Target y -ErrorAction Stop } | Should -Throw $Says
        if ($Says -like 'Row 2 of bad.csv, *') {
            $invoked = [scriptblock]::Create("param(`$row, `$a, `$b) try { `$a * `$row.x + `$b * `$row.w } catch { throw }")
            { New-Objective -Path $bad -Delimiter ($Delimiter ?? ',') -Model $invoked -Target y -ErrorAction Stop } | Should -Throw $Says
        }
    }

    It 'and of a pipeline are not mixed, and one of them must be' {
        { Import-Csv $file | New-Objective -Path $file -Linear -Target y -ErrorAction Stop } | Should -Throw '*give only one of them*'
        { New-Objective -Linear -Target y -ErrorAction Stop } | Should -Throw '*pipe at least one in*-Path*'
        { New-Objective -Path nowhere.csv -Linear -Target y -ErrorAction Stop } | Should -Throw '*nowhere.csv*'
    }
}

Describe 'Weights of rows' {
    # statsmodels 0.13, WLS.
    It 'come from a column or from a block of the row, and are relative' {
        $w = 1, 2, 3, 1, .5, 4, 2, 2, 1, 5, .25, 3
        $rows = 0..11 | ForEach-Object { [pscustomobject]@{ x = $puromycin[$_].x; y = $puromycin[$_].y; w = $w[$_]; v = 1 / $w[$_] } }
        $fit = $rows | New-Objective -Linear -Target y -Feature x -Weight w | Invoke-Optimizer | Measure-Objective -Fit
        Assert-Near $fit.Parameters[0].Value 112.61785074066381 1e-9
        Assert-Near $fit.Parameters[0].StandardError 26.568788581162064 1e-9
        $other = $rows | New-Objective -Linear -Target y -Feature x -Weight { param($row) 1 / $row.v } | Invoke-Optimizer |
            Measure-Objective -Fit
        Assert-Near $other.Parameters[1].StandardError 13.166052039312358 1e-9
        ($rows | New-Objective -Model $michaelis -Target y -Weight w | Invoke-Optimizer -Start 200, .05 | Measure-Objective -Fit).
            Parameters[1].StandardError | ForEach-Object { Assert-Near $_ .007526637469373157 }
    }

    It 'that are wrong are named: <Says>' -ForEach @(
        @{ Weight = { param($row) $row.x - 0.11 }; Says = 'Row 1, column -Weight is -0.09: it must be a weight above 0.' }
        @{ Weight = { param($row) $row.wrong }; Says = 'There is no column wrong; the columns are x, y, s.' }
        @{ Weight = 'wrong'; Says = 'There is no column wrong; *' }
        @{ Weight = { 1 }; Says = '*takes the row alone*' }
        @{ Weight = { param($row) 'much' }; Says = '*much*' }
    ) {
        { $puromycin | New-Objective -Model $michaelis -Target y -Weight $Weight -ErrorAction Stop } | Should -Throw $Says
    }
}

Describe 'Intervals by the profile' {
    It 'are those of conf_interval of lmfit' {
        $run = $puromycin | New-Objective -Model $michaelis -Target y | Invoke-Optimizer -Start 200, .05
        $fit = $run | Measure-Objective -Fit -Interval Profile
        Assert-Near $fit.Parameters[0].Lower 197.3019329004261
        Assert-Near $fit.Parameters[1].Upper 0.08615691342690023
        ($fit | Out-String) | Should -Match '95% profile'
        { $puromycin | New-Objective -Linear -Target y -Feature x -Standardize | Invoke-Optimizer |
            Measure-Objective -Fit -Interval Profile -ErrorAction Stop } | Should -Throw '*no profile: its columns are scaled.'
    }
}

Describe 'A fit that is kept' {
    BeforeAll {
        function Invoke-Elsewhere([string] $Script) {
            $file = Join-Path $TestDrive 'elsewhere.ps1'
            $manifest = (Get-Module PSOptimize).Path -replace 'psm1$', 'psd1'
            Set-Content $file "Import-Module '$manifest'; Set-Location '$TestDrive'; $Script"
            dotnet tool run pwsh -- -NoProfile -NonInteractive -File $file
        }
        [pscustomobject]@{ x = .3; y = 170; s = 1 }, [pscustomobject]@{ x = .5; y = 190; s = 1 } | Export-Csv (Join-Path $TestDrive new.csv)
    }

    It 'predicts new rows in another process, from Clixml and from its text, to the same bits' {
        $fit = $puromycin | New-Objective -Model $michaelis -Target y | Invoke-Optimizer -Start 200, .05 | Measure-Objective -Fit
        $fit | Export-Clixml (Join-Path $TestDrive fit.xml)
        Set-Content (Join-Path $TestDrive fit.json) $fit.Json
        Get-Content (Join-Path $TestDrive fit.xml) -Raw |
            Should -Not -Match 'N="(Residuals|Predictions|PredictionRows|Fit)"' -Because 'the rows that were fitted are not in it'
        $here = Import-Csv (Join-Path $TestDrive new.csv) | Get-Prediction $fit | ConvertTo-Csv
        $there = Invoke-Elsewhere ('Import-Csv new.csv | Get-Prediction (Import-Clixml fit.xml) | ConvertTo-Csv; ' +
            'Import-Csv new.csv | Get-Prediction (Get-Content fit.json -Raw) | ConvertTo-Csv')
        $there | Should -Be ($here + $here)
        $row = ($here | ConvertFrom-Csv)[0]
        Assert-Near $row.Prediction 175.2304140228208
        Assert-Near $row.PredictionLower 149.506784002421 1e-5
        Assert-Near $row.Residual (170 - 175.2304140228208) 1e-5
        $kept = Import-Clixml (Join-Path $TestDrive fit.xml)
        Assert-Near $kept.Parameters[0].StandardError 6.947155271988952 1e-5
    }

    It 'has probabilities of classes' {
        $iris = Import-Csv (Join-Path $PSScriptRoot '../../examples/data/iris.csv')
        $fit = $iris | New-Objective -Softmax -Target species -Standardize -L2 0.01 | Invoke-Optimizer | Measure-Objective -Fit
        $fit | Export-Clixml (Join-Path $TestDrive iris.xml)
        $iris | Select-Object -First 3 | Export-Csv (Join-Path $TestDrive few.csv)
        $there = Invoke-Elsewhere 'Import-Csv few.csv | Get-Prediction (Import-Clixml iris.xml) | ConvertTo-Json' | ConvertFrom-Json
        $there.Count | Should -Be 3
        $there[0].Prediction | Should -Be '0'
        Assert-Near ($there[0].'P(0)' + $there[0].'P(1)' + $there[0].'P(2)') 1 1e-12
    }

    It 'runs no text of a model that is more than arithmetic, and takes the model again: <Name>' -ForEach @(
        @{ Name = 'a variable'; Model = { param($row, $a) $a * $row.x * $factor } }
        @{ Name = 'a command'; Model = { param($row, $a) $null = New-Item ran.txt -ErrorAction Ignore; $a * $row.x * 2 } }
    ) {
        $factor = 2
        $block = if ($Name -eq 'a variable') { $Model.GetNewClosure() } else { $Model }
        Push-Location $TestDrive
        try {
            $fit = $puromycin | New-Objective -Model $block -Target y | Invoke-Optimizer -Start 1 | Measure-Objective -Fit
            Remove-Item ran.txt -ErrorAction Ignore
            $text = $fit.Json
            $new = [pscustomobject]@{ x = 3 }
            { $new | Get-Prediction $text -ErrorAction Stop } | Should -Throw '*more than arithmetic*give it with -Model*$a * $row.x*'
            Test-Path ran.txt | Should -BeFalse
            ($new | Get-Prediction $text -Model { param($row, $a) $a * $row.x * 2 }).Prediction |
                Should -Be ($new | Get-Prediction $fit).Prediction
            { $new | Get-Prediction $text -Model { param($row, $b) $b * $row.x } -ErrorAction Stop } | Should -Throw '*fitted were a.'
        } finally { Pop-Location }
    }

    It 'is told from what is none: <Says>' -ForEach @(
        @{ Fit = 'nothing'; Says = '*not a PSOptimize fit*' }
        @{ Fit = 3; Says = '*takes what Measure-Objective -Fit gave*' }
    ) {
        { [pscustomobject]@{ x = 3 } | Get-Prediction $Fit -ErrorAction Stop } | Should -Throw $Says
    }
}

Describe 'A fit of classes' {
    # Newton's method on the likelihood, in NumPy.
    It 'has standard errors and probabilities' {
        $c = 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1
        $w = 2, 1, 4, 3, 6, 2, 1, 5, 3, 4, 1, 2
        $run = 0..11 | ForEach-Object { [pscustomobject]@{ x = $_ + 1; w = $w[$_]; c = $c[$_] } } |
            New-Objective -Logistic -Target c -Standardize |
            Invoke-Optimizer Momentum -LearningRate 2 -Momentum 0.9 -GradientTolerance 1e-9 -MaxIterations 20000 -TraceEvery 0
        $fit = $run | Measure-Objective -Fit
        Assert-Near $fit.Parameters[0].StandardError 0.229774923002116 1e-5
        Assert-Near $fit.Parameters[1].PValue 0.736341395074127 1e-5
        Assert-Near $fit.Aic 18.785626867813676
        $row = ($run | Measure-Objective -Data @{ x = 6.5; w = 3 }).PredictionRows[0]
        Assert-Near $row.Lower 0.20652240616773285 1e-5
        Assert-Near ($row.'P(0)' + $row.'P(1)') 1 1e-12
        $row.Prediction | Should -Be '0'
    }

    It 'says that classes can be separated' {
        $fit = 1..8 | ForEach-Object { [pscustomobject]@{ x = $_; c = [int]($_ -gt 4) } } | New-Objective -Logistic -Target c |
            Invoke-Optimizer Momentum -LearningRate 0.1 -MaxIterations 500 | Measure-Objective -Fit
        $fit.Note | Should -Be 'the classes can be separated: no finite optimum'
    }
}

Describe 'Parameters by name' {
    BeforeAll { $objective = $puromycin | New-Objective -Model $michaelis -Target y }

    It 'start where they are named, in any order and in several starts' {
        $runs = $objective | Invoke-Optimizer NelderMead -Start @{ km = .05; VMax = 200 }, @{ vmax = 150; km = .1 } -MaxIterations 1
        $runs[0].Start.Elements | Should -Be 200, .05
        $runs[1].Start.Elements | Should -Be 150, .1
    }

    It 'have bounds, on one side too, and fixed values' {
        $run = $objective | Invoke-Optimizer NelderMead -Start @{ vmax = 200; km = .08 } -Within @{ km = .08; vmax = '0..inf' }
        $run.Problem.Within.ToString() | Should -Be '0..Infinity 0.08..0.08'
        $fit = $run | Measure-Objective -Fit
        $fit.Parameters[1].Note | Should -Be 'fixed'
        Assert-Near $fit.Parameters[0].Value 222.27588501959042 1e-5
        $free = $objective | Invoke-Optimizer NelderMead -Start 200, .08 -Within @{ km = '..1' } -MaxIterations 1
        $free.Problem.Within.ToString() | Should -Be '-Infinity..Infinity -Infinity..1'
    }

    It 'are told from others: <Says>' -ForEach @(
        @{ Given = @{ Start = @{ vmax = 1; kn = 2 } }; Says = "*no coordinate 'kn'*Did you mean km? There are vmax, km." }
        @{ Given = @{ Start = @{ vmax = 1 } }; Says = '-Start lacks the coordinate km: *vmax, km.' }
        @{ Given = @{ Start = @{ vmax = 1; km = 'much' } }; Says = "-Start of km is 'much': it must be a number." }
        @{ Given = @{ Start = 1, 2; Within = @{ km = '0..1 2..3' } }; Says = "-Within of km is '0..1 2..3'*" }
    ) {
        { $objective | Invoke-Optimizer NelderMead @Given -ErrorAction Stop } | Should -Throw $Says
    }

    It 'need names' {
        { New-Objective { param([double[]] $x) $x[0] * $x[0] } | Invoke-Optimizer NelderMead -Start @{ a = 1 } -ErrorAction Stop } |
            Should -Throw '*have no names: give -Start one value per coordinate*'
    }
}
