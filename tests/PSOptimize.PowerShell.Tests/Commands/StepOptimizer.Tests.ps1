BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')

    function Measure-Point([object] $Step) {
        foreach ($point in $Step.Request.Points) { [Math]::Pow($point[0] - 1, 2) + 3 * [Math]::Pow($point[1] + 2, 2) }
    }
}

Describe 'Step-Optimizer by hand' {
    It 'reaches the minimum: <_>' -ForEach 'NelderMead', 'CMAES', 'PatternSearch', 'DifferentialEvolution' {
        $step = Step-Optimizer -Method $_ -Start 0, 0 -Within '-5..5' -Seed 4
        for ($i = 0; $i -lt 150 -and -not $step.Outcome; $i++) { $step = $step | Step-Optimizer -Value (Measure-Point $step) }
        $step.Value | Should -BeLessThan 1e-6
        [Math]::Abs($step.Best[0] - 1) | Should -BeLessThan 1e-2
    }

    It 'gives the same bits through <Way>: <Method>' -ForEach @(
        foreach ($method in 'NelderMead', 'CMAES', 'SimulatedAnnealing', 'AugmentedRandomSearch') {
            @{
                Method  = $method
                Way     = 'Export-Clixml and Import-Clixml'
                Through = { param($step) $step | Export-Clixml $TestDrive/step.xml; Import-Clixml $TestDrive/step.xml }
            }
            @{
                Method  = $method
                Way     = 'ConvertTo-Json and ConvertFrom-Json'
                Through = { param($step) $step | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }
            }
            @{
                Method  = $method
                Way     = 'a file of text'
                Through = { param($step) $step.Json | Set-Content $TestDrive/step.json; Get-Content $TestDrive/step.json }
            }
        }
    ) {
        $plain = Step-Optimizer $Method 0.5, 3 -Seed 9
        $saved = & $Through $plain | Step-Optimizer
        $saved -eq $plain | Should -BeTrue
        foreach ($i in 1..12) {
            $values = Measure-Point $plain
            $plain = $plain | Step-Optimizer -Value $values
            $saved = & $Through $saved | Step-Optimizer -Value $values
            $saved -eq $plain | Should -BeTrue -Because "step $i gives an equal state"
        }
        $saved.History.Evaluation | Should -Be $plain.History.Evaluation
        $saved.ToRun().Point | Should -Be $plain.ToRun().Point
    }

    It 'has equal states for equal steps only' {
        $step = Step-Optimizer NelderMead 1, 2
        $step -eq (Step-Optimizer NelderMead 1, 2) | Should -BeTrue
        $step -eq (Step-Optimizer NelderMead 1, 3) | Should -BeFalse
        $step -eq (Step-Optimizer NelderMead 1, 2 -Size 0.3) | Should -BeFalse
        ($step | Step-Optimizer -Value 1, 2, 3) -eq ($step | Step-Optimizer -Value 1, 2, 3) | Should -BeTrue
        ($step | Step-Optimizer -Value 1, 2, 3) -eq ($step | Step-Optimizer -Value 1, 2, 4) | Should -BeFalse
    }

    It 'remembers to maximise' {
        $step = (Step-Optimizer GradientDescent 3 -LearningRate 0.5 -Maximize).Json | Step-Optimizer -Value 1 -Gradient 2
        $step.Maximize | Should -BeTrue
        $step.Point.ToArray() | Should -Be 4
    }

    It 'shows what it asks for' {
        $step = Step-Optimizer NelderMead 1, 2
        $step | Out-String -Width 120 | Should -Match 'NelderMead +0 +– +\[1 2\] value at \[1 2\], \[1.2 2\], \[1 2.2\]'
        Step-Optimizer DifferentialEvolution 1, 2 | Out-String -Width 120 | Should -Match 'value at 20 points: \[1 2\], '
        $step | Format-List | Out-String -Width 120 |
            Should -Match '(?s)Iteration +: 0.*Best +: \[1 2\].*Wants +: Value.*At +: \[1 2\]\r?\n +\[1.2 2\]'
        $step.Request | Out-String -Width 120 | Should -Match 'Value +\[1 2\], \[1.2 2\], \[1 2.2\]'
    }
}

Describe 'A session of Step-Optimizer' {
    BeforeAll {
        function Complete-Session([object] $Step, [scriptblock] $Answer) {
            while ($null -eq $Step.Outcome) { $Step = & $Answer $Step }
            $Step
        }
    }

    It 'is the run that Invoke-Optimizer makes: <_>' -ForEach 'NelderMead', 'CMAES', 'DifferentialEvolution', 'SimulatedAnnealing' {
        $rules = @{ MaxEvaluations = 60; TargetValue = 1e-3 }
        $run = { param($x, $y) [Math]::Pow($x - 1, 2) + 3 * [Math]::Pow($y + 2, 2) } |
            Invoke-Optimizer $_ 0, 0 -Within '-5..5' -Seed 4 @rules
        $step = Step-Optimizer $_ 0, 0 -Within '-5..5' -Seed 4 -CoordinateName x, y @rules
        $step = Complete-Session $step { param($step) $step | Step-Optimizer -Value (Measure-Point $step) }
        "$($step.Outcome.Kind)" | Should -BeExactly "$($run.Outcome)"
        $made = $step.ToRun()
        $leaveOut = @{ ExcludeProperty = 'Objective', 'Started', 'Seconds' }
        ($made | Get-Trajectory | Select-Object * @leaveOut | ConvertTo-Csv) |
            Should -Be ($run | Get-Trajectory | Select-Object * @leaveOut | ConvertTo-Csv)
        ($made | Get-Evaluation | Select-Object * @leaveOut | ConvertTo-Csv) |
            Should -Be ($run | Get-Evaluation | Select-Object * @leaveOut | ConvertTo-Csv)
        $made | Show-Trajectory | Out-String | Should -Not -BeNullOrEmpty
    }

    It 'goes through tables in files, over several sessions, and comes to the same' {
        $state = Join-Path $TestDrive 'rig.json'
        $table = Join-Path $TestDrive 'request.csv'
        $plain = Step-Optimizer NelderMead 20, 1.5 -MaxEvaluations 12
        $plain = Complete-Session $plain { param($step) $step | Step-Optimizer -Value (Measure-Point $step) }
        $step = Step-Optimizer NelderMead 20, 1.5 -CoordinateName temperature, flow -MaxEvaluations 12 -Path $state
        $day = 0
        while ($null -eq $step.Outcome) {
            (Step-Optimizer -Path $state).Table | Export-Csv $table
            $rows = Import-Csv $table
            $rows[0].PSObject.Properties.Name | Should -Be 'Index', 'temperature', 'flow', 'Value', 'Error'
            # The last row of a request is filled in on the next day.
            $open = $rows | Where-Object { -not $_.Value }
            $now = $open.Count -gt 1 ? $open[0..($open.Count - 2)] : $open
            foreach ($row in $now) { $row.Value = [Math]::Pow($row.temperature - 1, 2) + 3 * [Math]::Pow([double]$row.flow + 2, 2) }
            $rows | Export-Csv $table
            $step = Import-Csv $table | Step-Optimizer -Path $state -Note "day $day"
            $day++
        }
        $step -eq (Get-Item $state | Step-Optimizer) | Should -BeTrue
        "$($step.Best) $($step.Outcome)" | Should -BeExactly "$($plain.Best) $($plain.Outcome)"
        $step.Evaluations | Should -Be 12
        $step.Notes.Text | Should -Be (0..($day - 1) | ForEach-Object { "day $_" })
        $rows = $step.ToRun() | Get-Evaluation
        $rows.Count | Should -Be 12
        $rows[0].temperature, $rows[0].flow | Should -Be 20, 1.5
        $rows[0].Started | Should -BeGreaterThan (Get-Date).AddMinutes(-10)
        @(Get-ChildItem $TestDrive -Filter 'rig.json*').Count | Should -Be 1
    }

    It 'takes parts of an answer: <What>' -ForEach @(
        @{ What = 'by -Index'; Tell = { $_ | Step-Optimizer -Index 2, 0 -Value 3, 1 } }
        @{ What = 'with empty places'; Tell = { $_ | Step-Optimizer -Value 1, $null, 3 } }
        @{ What = 'with NaN'; Tell = { $_ | Step-Optimizer -Value 1, NaN, 3 } }
        @{ What = 'one after the other'; Tell = { $_ | Step-Optimizer -Index 0 -Value 1 | Step-Optimizer -Index 2 -Value 3 } }
        @{ What = 'by rows'; Tell = { $_ | Step-Optimizer -Answer @{ Index = 2; Value = 3 }, @{ Index = '0'; Value = '1' } } }
        @{ What = 'corrected'; Tell = { $_ | Step-Optimizer -Value 7, '', 3 | Step-Optimizer -Index 0 -Value 1 } }
    ) {
        $step = Step-Optimizer NelderMead 1, 2
        $part = $step | ForEach-Object $Tell
        $part.Open | Should -Be 1
        $part.Evaluations | Should -Be 2
        $part.Asks | Should -Be 'value at [1.2 2]'
        $part.Table.Value | Should -Be 1, $null, 3
        $part.Json | Step-Optimizer | ForEach-Object { $_ -eq $part | Should -BeTrue }
        foreach ($whole in ($part | Step-Optimizer -Value 2), ($part | Step-Optimizer -Value $null, 2, $null)) {
            $whole -eq ($step | Step-Optimizer -Value 1, 2, 3) | Should -BeTrue
        }
    }

    It 'counts a failure as infinitely bad: <What>' -ForEach @(
        @{
            What = '-Failed'
            Tell = { $_ | Step-Optimizer -Index 1 -Failed 'the pump broke' | Step-Optimizer -Index 0, 2 -Value 1, 3 }
        }
        @{ What = 'words as a value'; Tell = { $_ | Step-Optimizer -Value 1, 'the pump broke', 3 } }
        @{ What = 'an error in a row'; Tell = {
                $rows = $_.Table
                $rows[0].Value = 1
                $rows[1].Error = 'the pump broke'
                $rows[2].Value = 3
                $_ | Step-Optimizer -Answer $rows
            }
        }
    ) {
        $step = Step-Optimizer NelderMead 1, 2 | ForEach-Object $Tell
        $step.Iteration | Should -Be 1
        $step -eq (Step-Optimizer NelderMead 1, 2 | Step-Optimizer -Value 1, ([double]::PositiveInfinity), 3) | Should -BeTrue
        $step.History.Error | Should -Be '', 'the pump broke', ''
        $step.ToRun().Failures.Error.Message | Should -Be 'the pump broke'
        ($step.ToRun() | Get-Evaluation -Failed).Error | Should -Be 'the pump broke'
    }

    It 'counts a failure as infinitely bad when maximising' {
        $step = Step-Optimizer NelderMead 1, 2 -Maximize | Step-Optimizer -Value 1, 'cold', 3
        $step -eq (Step-Optimizer NelderMead 1, 2 -Maximize | Step-Optimizer -Value 1, ([double]::NegativeInfinity), 3) | Should -BeTrue
    }

    It 'is finished by a rule, and goes on with another' {
        $step = Step-Optimizer NelderMead 1, 2 -MaxEvaluations 3 | Step-Optimizer -Value 3, 2, 1
        "$($step.Outcome)" | Should -BeLike '*Evaluations 3 of 3*'
        $step.Asks | Should -BeLike 'nothing more: *Evaluations 3 of 3*'
        $step | Format-List | Out-String | Should -Match 'Outcome +: .*Evaluations 3 of 3'
        { $step | Step-Optimizer -Value 1 } | Should -Throw '*is finished*give another rule*' -ErrorId 'StepFinished*'
        { $step | Step-Optimizer -Objective Sphere } | Should -Throw -ErrorId 'StepFinished*'
        $more = $step | Step-Optimizer -MaxEvaluations 4
        $more.Outcome | Should -BeNullOrEmpty
        ($more | Step-Optimizer -Value 0.5).Outcome.Kind | Should -Be 'BudgetExhausted'
        ($step | Step-Optimizer -TargetValue 1).Outcome.Kind | Should -Be 'Converged'
    }

    It 'has gradients in its table' {
        $step = Step-Optimizer GradientDescent 3, 4 -LearningRate 0.5 -CoordinateName a, b
        $row = $step.Table[0]
        $row.Value = 25
        $row.Gradient = '6 8'
        ($step | Step-Optimizer -Answer $row).Point.ToArray() | Should -Be 0, 0
        $row.Gradient = '6'
        { $step | Step-Optimizer -Answer $row } | Should -Throw '*give 2 numbers, one per coordinate*'
        { $step | Step-Optimizer -Failed 'cold' } | Should -Throw '*a failure gives none: evaluate it again*'
    }

    It 'lets an objective answer what is open' {
        $step = Step-Optimizer NelderMead 1, 2 | Step-Optimizer -Index 0 -Value 99 | Step-Optimizer -Objective Sphere
        $step.History.Evaluation.Value[0] | Should -Be 99
        $step.Iteration | Should -Be 1
        $step.Evaluations | Should -Be 3
    }

    It 'refuses <What>' -ForEach @(
        @{ What = '-Value $null'; Id = 'StepValueMissing'; Says = '-Value is empty*value at `[1 2`]*'; Tell = @{ Value = $null } }
        @{ What = 'empty places alone'; Id = 'StepValueMissing'; Says = '-Value is empty*'; Tell = @{ Value = $null, '', 'NaN' } }
        @{ What = 'no values'; Id = 'StepValueMissing'; Says = '-Value is empty*'; Tell = @{ Value = @() } }
        @{ What = 'a number with a slip'; Id = 'BadArgument'; Says = "*is '5;2'*"; Tell = @{ Value = '5;2', 1, 1 } }
        @{
            What = 'a hyperparameter'
            Id   = 'StepHyperparameterLate'
            Says = '-LearningRate belongs*'
            Tell = @{ Value = 1, 2, 3; LearningRate = 5 }
        }
        @{
            What = 'a hyperparameter of the method'
            Id   = 'StepHyperparameterLate'
            Says = '-Size *'
            Tell = @{ Objective = 'Sphere'; Size = 5 }
        }
        @{
            What = 'a gradient that nobody wants'
            Id   = 'StepGradientUnwanted'
            Says = '*leave -Gradient out*'
            Tell = @{ Value = 1, 2, 3; Gradient = 1, 2 }
        }
        @{ What = '-Gradient alone'; Id = 'StepGradientAlone'; Says = '*give both*'; Tell = @{ Gradient = 1, 2 } }
        @{ What = '-Index alone'; Id = 'StepIndexAlone'; Says = '*-Value or -Failed*'; Tell = @{ Index = 1 } }
        @{
            What = '-Index with rows'
            Id   = 'StepIndexAlone'
            Says = '*'
            Tell = @{ Index = 1; Answer = @{ Index = 1; Value = 2 } }
        }
        @{
            What = 'an index too large'
            Id   = 'BadArgument'
            Says = '-Index has 3: the request has 3 points*'
            Tell = @{ Index = 3; Value = 2 }
        }
        @{ What = 'two answers'; Id = 'StepTwoAnswers'; Says = '*only one of*'; Tell = @{ Value = 1, 2, 3; Failed = 'cold' } }
        @{
            What = 'a row without index'
            Id   = 'BadArgument'
            Says = "A row has '' as its Index*"
            Tell = @{ Answer = @{ Value = 1 } }
        }
        @{
            What = 'a row of another request'
            Id   = 'BadArgument'
            Says = '*another request.'
            Tell = @{ Answer = @{ Index = 0; x0 = 7; Value = 1 } }
        }
    ) {
        $step = Step-Optimizer NelderMead 1, 2
        { $step | Step-Optimizer @Tell } | Should -Throw $Says -ErrorId "$Id,*"
    }

    It 'changes no file that another command is changing, and reads it' {
        $file = "$TestDrive/in-use.json"
        $null = Step-Optimizer NelderMead 1, 2 -Path $file
        $lock = [System.IO.File]::Open("$file.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            { Step-Optimizer -Path $file -Value 1, 2, 3 } | Should -Throw '*try again*' -ErrorId 'StepInUse,*'
            (Step-Optimizer -Path $file).Request.Points.Count | Should -Be 3
        }
        finally {
            $lock.Dispose()
        }
        (Step-Optimizer -Path $file -Value 1, 2, 3).History.Count | Should -Be 3
        "$file.lock" | Should -Not -Exist
    }

    It 'is finished where its next point is not finite, also after it was stored' {
        $step = Step-Optimizer GradientDescent 1 -LearningRate 1e300 | Step-Optimizer -Value 1 -Gradient 1e300
        "$($step.Outcome)" | Should -BeLike 'Failed*not finite*'
        { $step.Json | Step-Optimizer -Value 1 -Gradient 1 } | Should -Throw -ErrorId 'StepFinished,*'
    }

    It 'writes its file through no link but the one that was given' -Skip:$IsWindows {
        $folder = New-Item (Join-Path $TestDrive 'links') -ItemType Directory
        Set-Content "$folder/other" 'mine'
        $null = New-Item "$folder/step.json.new" -ItemType SymbolicLink -Value "$folder/other"
        $null = Step-Optimizer NelderMead 1, 2 -Path "$folder/step.json"
        Get-Content "$folder/other" | Should -Be 'mine'
        # A link that was given stays one.
        $null = New-Item "$folder/link.json" -ItemType SymbolicLink -Value "$folder/step.json"
        $step = Step-Optimizer -Path "$folder/link.json"
        $null = $step | Step-Optimizer -Value (1..@($step.Request.Points).Count)
        (Get-Item "$folder/link.json").LinkType | Should -Be SymbolicLink
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be 'link.json', 'other', 'step.json', 'step.json.new'
        $null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 | Export-Run "$folder/runs.jsonl"
        (Get-ChildItem $folder -Filter '*.tmp').Count | Should -Be 0
    }

    It 'does not replace a session by mistake, and says what a file lacks' {
        $state = Join-Path $TestDrive 'kept.json'
        $null = Step-Optimizer NelderMead 1, 2 -Path $state
        { Step-Optimizer NelderMead 1, 2 -Path $state } | Should -Throw '*-Force*' -ErrorId 'StepFileExists,*'
        (Step-Optimizer NelderMead 3, 4 -Path $state -Force).Point.ToArray() | Should -Be 3, 4
        $none = Join-Path $TestDrive 'none.json'
        { Step-Optimizer -Path $none -Value 1 } | Should -Throw '*begin a session*' -ErrorId 'StepFileMissing,*'
        'no session' | Set-Content $state
        { Step-Optimizer -Path $state -Value 1 } | Should -Throw -ErrorId 'StepForeign,*'
    }
}
