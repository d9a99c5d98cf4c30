@{
    RootModule           = 'PSOptimize.psm1'
    # The build writes the version of Directory.Build.props here, and its label, the addresses and the notes of the release below.
    ModuleVersion        = '0.0.0'
    GUID                 = '5f0f7f4e-6a4c-4d63-9b6e-1f3a2c7d8e90'
    Author               = 'PSOptimize contributors'
    CompanyName          = 'PSOptimize contributors'
    Copyright            = '(c) PSOptimize contributors. MIT licence.'
    Description          = 'Numerical optimisation and scripted experiments: a script block in, a trajectory out.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'Compare-Run'
        'Export-Run'
        'Export-TrajectoryPlot'
        'Get-Evaluation'
        'Get-OptimizerMethod'
        'Get-Prediction'
        'Get-Run'
        'Get-TestProblem'
        'Get-Trajectory'
        'Import-Run'
        'Invoke-Optimizer'
        'Measure-Objective'
        'New-Objective'
        'New-Optimizer'
        'New-OptimizerSession'
        'New-Schedule'
        'Remove-Run'
        'Resume-Run'
        'Show-Trajectory'
        'Step-Optimizer'
        'Test-Gradient'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('gtra', 'grun', 'iopt', 'nobj', 'nopt', 'shtra')
    PrivateData          = @{
        PSData = @{
            Tags = @(
                'optimization', 'optimisation', 'curve-fitting', 'least-squares', 'gradient', 'gradient-descent', 'adam', 'sgd'
                'lbfgs', 'numerics', 'statistics', 'machine-learning', 'experiments'
                'PSEdition_Core', 'Linux', 'Windows', 'MacOS'
            )
            ReleaseNotes = ''
        }
    }
}
